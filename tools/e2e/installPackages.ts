import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { run } from "../build/run.ts";

/**
 * Installs the packages of a folder with a lockfile of its own, once per lockfile.
 * @returns npm's output if it failed
 */
export async function installPackages(folder: string): Promise<string | undefined> {
  const lockfile = await readFile(join(folder, "package-lock.json"));
  const wanted = createHash("sha256").update(lockfile).digest("hex");
  const stamp = join(folder, "node_modules", ".sheaf-installed");
  if (existsSync(stamp) && (await readFile(stamp, "utf8")) === wanted) return undefined;
  const ci = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", folder];
  const { code, output } = await run("npm", ci, { quiet: true });
  if (code !== 0) return output;
  await writeFile(stamp, wanted);
  return undefined;
}
