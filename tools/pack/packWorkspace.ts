import { execFile } from "node:child_process";
import { copyFile, cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Part of a workspace's manifest that its package's manifest is made of. */
type Manifest = Readonly<Record<string, unknown>> & {
  readonly name: string;
  readonly version: string;
  readonly files: readonly string[]; // "dist" is built, the other folders are copied
  readonly publishConfig: Readonly<Record<string, unknown>>;
};

export type PackedWorkspace = {
  readonly name: string;
  readonly folder: string; // that was packed
  readonly tarball: string; // its path
};

/**
 * Builds a workspace to ESM with declarations and packs it. The package is staged in `cache/packages`, with a manifest in which
 * `publishConfig` has taken the place of what the repository itself uses: there, workspaces run from their TypeScript sources.
 *
 * @param root The repository.
 * @param workspace A folder of it. One that imports another one is packed after it.
 */
export async function packWorkspace(root: string, workspace: string): Promise<PackedWorkspace> {
  const folder = join(root, "cache", "packages", workspace);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
  const project = join(root, workspace, "tsconfig.build.json");
  await run(process.execPath, [compiler, "-p", project], { cwd: root });
  await nameScripts(join(folder, "dist"));

  const manifest = JSON.parse(
    await readFile(join(root, workspace, "package.json"), "utf8"),
  ) as Manifest;
  const { publishConfig, ...common } = manifest;
  const staged = { ...common, ...publishConfig };
  await writeFile(join(folder, "package.json"), `${JSON.stringify(staged, undefined, 2)}\n`);
  await copyFile(join(root, "LICENSE"), join(folder, "LICENSE"));
  await copyFile(join(root, workspace, "README.md"), join(folder, "README.md"));
  for (const name of manifest.files.filter((one) => one !== "dist"))
    await cp(join(root, workspace, name), join(folder, name), { recursive: true });

  const { stdout } = await run("npm", ["pack", "--json", "--silent", "--offline"], { cwd: folder });
  const [{ filename }] = JSON.parse(stdout) as [{ readonly filename: string }];
  return { name: manifest.name, folder, tarball: join(folder, filename) };
}

/** The compiler names modules by their `.js` files in scripts, and by their `.ts` files in declarations. */
async function nameScripts(folder: string): Promise<void> {
  const names = await readdir(folder, { recursive: true });
  const declarations = names.filter((name) => name.endsWith(".d.ts"));
  await Promise.all(
    declarations.map(async (name) => {
      const text = await readFile(join(folder, name), "utf8");
      const renamed = text.replaceAll(/((?:from |import\()"\.{1,2}\/[^"]+)\.ts"/g, '$1.js"');
      await writeFile(join(folder, name), renamed);
    }),
  );
}
