import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { isWholeBuild } from "../tools/build/isWholeBuild.ts";
import { SHIPPED_CONTRACTS } from "../tools/build/shippedContracts.ts";
import { shippedBytecode } from "../tools/build/shippedBytecode.ts";
import { withoutMetadata } from "../tools/build/withoutMetadata.ts";

/**
 * Writes the bytecode that deployments use, and that the sdk's package carries, from the compiled contracts.
 *
 *   npm run generate -- bytecode            writes it
 *   npm run generate -- bytecode --check    writes nothing; exits with 1 and names the files that are stale
 *
 * A build from nothing has to give the committed bytes. A build in parts has to give the same code; of it nothing is written.
 */
const root = join(import.meta.dirname, "..");
const isWhole = await isWholeBuild(root);
const comparable = (text: string): string => (isWhole ? text : withoutMetadata(text));

const expected = new Map<string, string>();
for (const { contract, source, folder } of SHIPPED_CONTRACTS)
  expected.set(`${folder}/${contract}.json`, await shippedBytecode(root, source));
const stale: string[] = [];
for (const [file, text] of expected)
  if (comparable(await readOrEmpty(file)) !== comparable(text)) stale.push(file);
const leftOver = (await committedFiles()).filter((file) => !expected.has(file));

if (process.argv.includes("--check")) {
  const faults = [...stale, ...leftOver];
  if (faults.length > 0) {
    console.error(`Stale: ${faults.join(", ")}. Run npm run generate -- bytecode.`);
    process.exitCode = 1;
  }
} else if (stale.length > 0 && !isWhole) {
  console.error(
    "The contracts were compiled in parts: remove the folders artifacts and cache, run npm run build, and then this again.",
  );
  process.exitCode = 1;
} else {
  for (const file of leftOver) await rm(join(root, file));
  for (const { folder } of SHIPPED_CONTRACTS) await mkdir(join(root, folder), { recursive: true });
  for (const file of stale) await writeFile(join(root, file), expected.get(file) ?? "");
}

async function readOrEmpty(file: string): Promise<string> {
  return existsSync(join(root, file)) ? readFile(join(root, file), "utf8") : "";
}

async function committedFiles(): Promise<readonly string[]> {
  const folders = [...new Set(SHIPPED_CONTRACTS.map(({ folder }) => folder))];
  const present = folders.filter((folder) => existsSync(join(root, folder)));
  const names = present.map(async (folder) =>
    (await readdir(join(root, folder))).map((name) => `${folder}/${name}`),
  );
  return (await Promise.all(names)).flat();
}
