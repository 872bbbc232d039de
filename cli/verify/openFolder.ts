import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import { UnusableOptionError } from "@sheaf/commands/errors";
import type { DocumentSource } from "@sheaf/sdk/snapshot/verifyEpoch";

/**
 * Published documents in a folder, each under its name.
 * @throws UnusableOptionError where the folder cannot be read.
 */
export async function openFolder(directory: string): Promise<DocumentSource> {
  try {
    await readdir(directory);
  } catch {
    throw new UnusableOptionError(
      `--snapshots: ${directory} is no folder that can be read; it is where the published documents lie`,
    );
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
