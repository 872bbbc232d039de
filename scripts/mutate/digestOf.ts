import { createHash } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";

/** What a result hangs on, besides packages. */
const FOLDERS = ["contracts", "deploy", "keeper/src", "scripts/market", "sdk/src", "test"];

/** Names contracts and tests as they are in a copy; tests of this command aside. */
export async function digestOf(root: string): Promise<string> {
  const hash = createHash("sha256");
  for (const folder of FOLDERS) {
    const files = await readdir(join(root, folder), { recursive: true });
    for (const file of files
      .filter((name) => /\.(sol|ts)$/.test(name) && !name.startsWith("mutate"))
      .sort()) {
      hash.update(`${folder}/${file}\0`).update(await readFile(join(root, folder, file)));
    }
  }
  return hash.digest("hex").slice(0, 16);
}
