import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { RULES_JSON_SCHEMA } from "@sheaf/sdk/rules/rulesJsonSchema";
import { format } from "prettier";

import { BASE_DOCUMENT, ruleExamples } from "../tools/docs/ruleExamples.ts";
import type { RuleExample } from "../tools/docs/ruleExamples.ts";

/**
 * Writes docs/rules.schema.json from the schema that the code parses with, and docs/rules-examples.md with numbers that the
 * code computed.
 *
 *   npm run generate -- rulesDocs            writes them
 *   npm run generate -- rulesDocs --check    writes nothing; exits with 1 and names the files that are stale
 */

const root = join(import.meta.dirname, "..");
const files = {
  "docs/rules.schema.json": await format(JSON.stringify(RULES_JSON_SCHEMA), {
    parser: "json",
    printWidth: 100,
  }),
  "docs/rules-examples.md": await format(renderExamples(), { parser: "markdown", printWidth: 100 }),
};

const stale: string[] = [];
for (const [file, expected] of Object.entries(files)) {
  const path = join(root, file);
  if (!process.argv.includes("--check")) await writeFile(path, expected);
  else if (!existsSync(path) || (await readFile(path, "utf8")) !== expected) stale.push(file);
}
if (stale.length > 0) {
  console.error(`Stale: ${stale.join(", ")}. Run npm run generate -- rulesDocs.`);
  process.exitCode = 1;
}

function renderExamples(): string {
  const parts = [
    "# Rules, worked through",
    "Written by `npm run generate -- rulesDocs`; every number below was computed by the code when it was written, and a gate holds them to it. The fields are explained in [rules.md](rules.md).",
    "Market caps, in millions, unless an example says otherwise: oak 800, pine 300, larch 120, rowan 90, hazel 60, holly 30. Each example is this document with its changes:",
    code(BASE_DOCUMENT),
    ...ruleExamples().flatMap(renderExample),
  ];
  return `${parts.join("\n\n")}\n`;
}

function renderExample({ title, text, document, tables }: RuleExample): string[] {
  const changes = Object.keys(document).length === 0 ? [] : [code(document)];
  return [
    `## ${title}`,
    text,
    ...changes,
    ...tables.flatMap(({ caption, rows: [head = [], ...rows] }) => [
      `**${caption}**`,
      [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n"),
    ]),
  ];
}

function code(value: unknown): string {
  return `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``;
}
