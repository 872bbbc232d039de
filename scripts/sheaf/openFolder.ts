import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import type { DocumentSource } from "@sheaf/sdk/snapshot/documentSource";

import { FolderMissingError } from "./FolderMissingError.ts";

/**
 * Published documents in a folder, each under its name.
 * @throws FolderMissingError
 */
export async function openFolder(directory: string): Promise<DocumentSource> {
  try {
    await readdir(directory);
  } catch (error) {
    throw new FolderMissingError(directory, { cause: error });
  }
  return {
    read: async (name) => {
      try {
        return Uint8Array.from(await readFile(join(directory, name)));
      } catch (error) {
        if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
        throw error;
      }
    },
  };
}
