import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { projectFiles } from "@sheaf/gates/projectFiles";

import { SHOWN_OUTPUTS } from "../tools/docs/outputs.ts";
import { showOutputs } from "../tools/docs/showOutputs.ts";

/**
 * Writes the recorded outputs of docs/outputs/ into the documents that show them.
 *
 *   npm run generate -- outputs            writes them
 *   npm run generate -- outputs --check    writes nothing; exits with 1 and names the documents that are stale
 */
const root = join(import.meta.dirname, "..");
const outputs = new Map<string, string>();
for (const { name } of SHOWN_OUTPUTS) {
  const file = join(root, "docs", "outputs", `${name}.txt`);
  if (existsSync(file)) outputs.set(name, await readFile(file, "utf8"));
}

const stale: string[] = [];
for (const file of await projectFiles(root, ".md")) {
  const committed = await readFile(join(root, file), "utf8");
  const expected = showOutputs(committed, outputs);
  if (committed === expected) continue;
  if (process.argv.includes("--check")) stale.push(file);
  else await writeFile(join(root, file), expected);
}
if (stale.length > 0) {
  console.error(`Stale: ${stale.join(", ")}. Run npm run generate -- outputs.`);
  process.exitCode = 1;
}
