import { mkdir, open, rm } from "node:fs/promises";
import { join } from "node:path";

import { UnusableOptionError } from "./errors.ts";
import { whyUnwritable } from "./whyUnwritable.ts";

/**
 * Makes a folder, and finds out before a long run whether files can be written there.
 * @throws UnusableOptionError
 */
export async function checkWritableFolder(flag: string, path: string): Promise<void> {
  const probe = join(path, `.${process.pid}.probe`);
  try {
    await mkdir(path, { recursive: true });
    await (await open(probe, "wx")).close();
    await rm(probe);
  } catch (error) {
    throw new UnusableOptionError(
      `${flag}: no file can be written in ${path}: ${whyUnwritable(path, error)}`,
    );
  }
}
