import { readdir } from "node:fs/promises";
import { join } from "node:path";

/** Mocha files of a copy, by their path from its root. */
export async function testFilesOf(root: string): Promise<string[]> {
  const files = await readdir(join(root, "test"), { recursive: true });
  return files
    .filter((file) => file.endsWith(".test.ts"))
    .map((file) => `test/${file}`)
    .sort();
}
