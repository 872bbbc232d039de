import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { format } from "prettier";

import { NETWORK_JSON_SCHEMA } from "../deploy/network/networkSchema.ts";

/**
 * Writes docs/network.schema.json from the schema that deployments parse network files with.
 *
 *   npm run generate -- networkSchema            writes it
 *   npm run generate -- networkSchema --check    writes nothing; exits with 1 and names the file if it is stale
 */
const FILE = "docs/network.schema.json";
const path = join(import.meta.dirname, "..", FILE);
const options = { parser: "json", printWidth: 100 } as const;
const expected = await format(JSON.stringify(NETWORK_JSON_SCHEMA), options);
if (!process.argv.includes("--check")) await writeFile(path, expected);
else if (!existsSync(path) || (await readFile(path, "utf8")) !== expected) {
  console.error(`Stale: ${FILE}. Run npm run generate -- networkSchema.`);
  process.exitCode = 1;
}
