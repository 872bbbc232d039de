import { rename, writeFile } from "node:fs/promises";

/** Writes a file that is never there in part: it is complete before it gets its name. */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  const partial = `${path}.${process.pid}.part`;
  await writeFile(partial, content, { flush: true });
  await rename(partial, path);
}
