import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { readStorageLayout } from "@sheaf/gates/readStorageLayout";
import type { Variable } from "@sheaf/gates/readStorageLayout";

/**
 * Writes docs/storage-layout.json from the sources.
 *
 *   npm run generate -- storageLayout            writes it
 *   npm run generate -- storageLayout --check    writes nothing; exits with 1 if it is stale
 */

const root = join(import.meta.dirname, "..");
const file = "docs/storage-layout.json";
const { contracts, structs } = await readStorageLayout(root);
const expected = `{\n"contracts": ${render(contracts)},\n"structs": ${render(structs)}\n}\n`;
const committed = existsSync(join(root, file)) ? await readFile(join(root, file), "utf8") : "";

if (!process.argv.includes("--check")) {
  await writeFile(join(root, file), expected);
} else if (committed !== expected) {
  console.error(`Stale: ${file}. Run npm run generate -- storageLayout.`);
  process.exitCode = 1;
}

/** One variable a line, so that a move reads as one. */
function render(owners: Readonly<Record<string, readonly Variable[]>>): string {
  const blocks = Object.entries(owners).map(([owner, variables]) => {
    const lines = variables.map((variable) => `    ${JSON.stringify(variable)}`);
    return `  ${JSON.stringify(owner)}: [\n${lines.join(",\n")}\n  ]`;
  });
  return `{\n${blocks.join(",\n")}\n}`;
}
