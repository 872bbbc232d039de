import { open, rm } from "node:fs/promises";
import { existsSync } from "node:fs";

import { UnusableOptionError } from "./errors.ts";
import { whyUnwritable } from "./whyUnwritable.ts";

/**
 * Finds out before a long run whether a file can be written at its end. A file that was not there is not there afterwards.
 * @throws UnusableOptionError
 */
export async function checkWritableFile(flag: string, path: string): Promise<void> {
  const isThere = existsSync(path);
  try {
    await (await open(path, "a")).close();
    if (!isThere) await rm(path);
  } catch (error) {
    throw new UnusableOptionError(
      `${flag}: ${path} cannot be written: ${whyUnwritable(path, error)}`,
    );
  }
}
