import { createHash } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";

/** What a result hangs on: sources, tests, what tests use, and how all of it is compiled. */
const FOLDERS = ["contracts", "deploy", "keeper/src", "market", "sdk/src", "test"];
const FILES = ["hardhat.config.ts", "package-lock.json"];

/** Names contracts and tests as they are in a copy; tests aside that are about neither. */
export async function digestOf(root: string): Promise<string> {
  const hash = createHash("sha256");
  for (const folder of FOLDERS) {
    const files = await readdir(join(root, folder), { recursive: true });
    for (const file of files
      .filter((name) => /\.(sol|ts)$/.test(name) && !/^(bench|demo|mutate)\//.test(name))
      .sort()) {
      hash.update(`${folder}/${file}\0`).update(await readFile(join(root, folder, file)));
    }
  }
  for (const file of FILES) hash.update(`${file}\0`).update(await readFile(join(root, file)));
  return hash.digest("hex").slice(0, 16);
}
