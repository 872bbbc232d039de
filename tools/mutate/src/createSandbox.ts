import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, readdir, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** Hardhat's own output: with it the copy compiles only what changed. Written by others at any time, so it may be missing. */
const OUTPUTS = ["artifacts", "cache", "types"];

/** Scope of the workspaces: its links have to lead into the copy. */
const OWN_SCOPE = "@sheaf";

/**
 * A private copy of the project: the tracked files as they lie there, and links to the installed packages. What happens in
 * it, a crash included, touches nothing of the original.
 */
export async function createSandbox(root: string, target: string): Promise<void> {
  await mkdir(target, { recursive: true });
  const { stdout } = await execute("git", ["ls-files", "-z"], { cwd: root, maxBuffer: 2 ** 26 });
  const files = stdout.split("\0").filter((name) => name !== "");
  for (const file of files) {
    await mkdir(join(target, dirname(file)), { recursive: true });
    await copyIfThere(join(root, file), join(target, file));
  }
  for (const output of OUTPUTS) await copyIfThere(join(root, output), join(target, output));
  await linkPackages(join(root, "node_modules"), join(target, "node_modules"));
  const workspaces = files
    .filter((file) => /^(?:[^/]+|tools\/[^/]+)\/package\.json$/.test(file))
    .map((file) => join(dirname(file), "node_modules"));
  for (const packages of workspaces.filter((folder) => existsSync(join(root, folder)))) {
    await symlink(join(root, packages), join(target, packages));
  }
}

/** A file that is tracked but deleted, or deleted while we copy, is not there for the tests either. */
async function copyIfThere(from: string, to: string): Promise<void> {
  try {
    await cp(from, to, { recursive: true });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
}

async function linkPackages(from: string, to: string): Promise<void> {
  await mkdir(to);
  for (const name of await readdir(from)) {
    if (name === OWN_SCOPE)
      await cp(join(from, name), join(to, name), { recursive: true, verbatimSymlinks: true });
    else await symlink(join(from, name), join(to, name));
  }
}
