import { mkdir, mkdtemp, readdir, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { PROJECT_ROOT } from "@sheaf/gates/projectRoot";
import { runQuietly } from "@sheaf/gates/runQuietly";

/** Contents by path. */
export type Files = Readonly<Record<string, string>>;

export type PlantedProject = { readonly root: string; remove(): Promise<void> };

/** A small project of its own in a temporary folder, with this repository's packages and, as its workspaces, its own. */
export async function plantProject(files: Files): Promise<PlantedProject> {
  const root = await realpath(await mkdtemp(join(tmpdir(), "sheaf-gates-")));
  await runQuietly("git", ["init", "--quiet"], root);
  await linkPackages(root);
  for (const [file, content] of Object.entries({ ".gitignore": "node_modules/\n", ...files })) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), content);
  }
  return { root, remove: () => rm(root, { recursive: true, force: true }) };
}

/** Workspaces are linked to the planted project's own folders, everything else to what is installed here. */
async function linkPackages(root: string): Promise<void> {
  const installed = join(PROJECT_ROOT, "node_modules");
  await mkdir(join(root, "node_modules", "@sheaf"), { recursive: true });
  for (const name of await readdir(installed)) {
    if (name !== "@sheaf") await symlink(join(installed, name), join(root, "node_modules", name));
  }
  for (const name of ["sdk", "keeper", "lab"]) {
    await symlink(join(root, name), join(root, "node_modules", "@sheaf", name));
  }
}
