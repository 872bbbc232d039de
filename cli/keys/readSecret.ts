import { readFile } from "node:fs/promises";

import { UnusableOptionError } from "@sheaf/commands/errors";

/**
 * Reads a file that holds a password or a key. No error shows what is in it.
 * @throws UnusableOptionError
 */
export async function readSecret(flag: string, file: string): Promise<string> {
  return readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new UnusableOptionError(`${flag}: ${file} cannot be read (${error.code ?? "unknown"})`);
  });
}
