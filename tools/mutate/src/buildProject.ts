import { execFile } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

import { readBuild } from "./readBuild.ts";
import type { Build } from "./readBuild.ts";
import { UnusableRunError } from "./UnusableRunError.ts";

const execute = promisify(execFile);

/** What Hardhat calls our own sources; the rest is packages'. */
export const OWN = "project/";

/**
 * Compiles a copy with Hardhat. The output that was copied along may be half of somebody's running build: then all is
 * compiled anew.
 */
export async function buildProject(root: string): Promise<Build> {
  const build = await buildOrUndefined(root);
  if (build !== undefined && (await isOfTheseSources(root, build))) return build;
  for (const output of ["artifacts", "cache"])
    await rm(join(root, output), { recursive: true, force: true });
  await compile(root);
  return readBuild(root);
}

async function compile(root: string): Promise<void> {
  try {
    await execute("hardhat", ["build", "--no-tests"], { cwd: root, maxBuffer: 2 ** 26 });
  } catch (error) {
    throw new UnusableRunError(
      `The contracts do not compile as they are:\n${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

async function buildOrUndefined(root: string): Promise<Build | undefined> {
  try {
    await compile(root);
    return await readBuild(root);
  } catch {
    return undefined; // the caller compiles again from nothing, and that failure is told
  }
}

async function isOfTheseSources(root: string, { input }: Build): Promise<boolean> {
  for (const [name, { content }] of Object.entries(input.sources)) {
    if (
      name.startsWith(OWN) &&
      (await readFile(join(root, name.slice(OWN.length)), "utf8")) !== content
    )
      return false;
  }
  return true;
}
