import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { format, resolveConfig } from "prettier";

import { PROJECT_ROOT } from "@sheaf/gates/projectRoot";
import { GATE_CASES } from "./gateCases.ts";

/**
 * Writes the table of planted faults into docs/gates.md, between its two marks, from the tests' own cases.
 *
 *   npm run generate -- faultTable            writes it
 *   npm run generate -- faultTable --check    writes nothing; exits with 1 if it is stale
 */

const FILE = "docs/gates.md";
const [START, END] = ["<!-- planted faults -->", "<!-- end of planted faults -->"];

const path = join(PROJECT_ROOT, FILE);
const committed = existsSync(path) ? await readFile(path, "utf8") : `${START}\n${END}\n`;
const [before, rest = ""] = committed.split(START);
const after = rest.split(END)[1] ?? "";
const expected = await format(`${before}${START}\n\n${table()}\n\n${END}${after}`, {
  ...(await resolveConfig(path)),
  filepath: path,
});

if (!process.argv.includes("--check")) {
  await writeFile(path, expected);
} else if (committed !== expected) {
  console.error(`Stale: ${FILE}. Run npm run generate -- faultTable.`);
  process.exitCode = 1;
}

function table(): string {
  const rows = GATE_CASES.flatMap(({ gate, faults }) =>
    faults.map(
      ({ fault, file, message }) => `| ${gate} | ${fault} | \`${file}\` | ${code(message)} |`,
    ),
  );
  return [
    "| gate | planted fault | file named | message, or the telling part of it |",
    "|---|---|---|---|",
    ...rows,
  ].join("\n");
}

function code(text: string): string {
  return `\`${text.replaceAll("|", "\\|")}\``;
}
