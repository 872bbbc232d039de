import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import type { PackedWorkspace } from "../../tools/pack/packWorkspace.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const run = promisify(execFile);

/**
 * An empty project into which tarballs are unpacked as an installation does. Packages that they depend on are links: no network
 * is needed.
 * @returns its folder
 */
export async function installPackages(
  packed: readonly PackedWorkspace[],
  dependencies: readonly string[],
): Promise<string> {
  const project = await mkdtemp(join(tmpdir(), "consumer-"));
  for (const { name, tarball } of packed) {
    const folder = join(project, "node_modules", name);
    await mkdir(folder, { recursive: true });
    await run("tar", ["-xzf", tarball, "-C", folder, "--strip-components=1"]);
  }
  for (const dependency of dependencies) {
    const places = [join(ROOT, "sdk", "node_modules"), join(ROOT, "node_modules")];
    const folder = places.map((place) => join(place, dependency)).find(existsSync);
    if (folder === undefined) throw new Error(`${dependency} is not installed`);
    await symlink(folder, join(project, "node_modules", dependency), "junction");
  }
  await writeFile(join(project, "package.json"), '{ "type": "module" }\n');
  return project;
}
