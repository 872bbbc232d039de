import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * Whether every artifact is of the same compiler run as all others of its settings: so a build from nothing compiles them. A
 * build after a change compiles what changed by itself.
 */
export async function isWholeBuild(root: string): Promise<boolean> {
  const folder = join(root, "artifacts");
  const files = await readdir(folder, { recursive: true });
  const artifacts = files.filter(
    (file) => file.endsWith(".json") && !file.startsWith("build-info"),
  );
  const runs = new Set<string>();
  for (const file of artifacts) {
    const { buildInfoId } = JSON.parse(await readFile(join(folder, file), "utf8")) as {
      buildInfoId: string;
    };
    runs.add(buildInfoId);
  }
  const settings = new Set<string>();
  for (const run of runs) {
    const path = join(folder, "build-info", `${run}.json`);
    const { input } = JSON.parse(await readFile(path, "utf8")) as {
      input: { settings: { viaIR?: boolean } };
    };
    settings.add(JSON.stringify(input.settings.viaIR ?? false));
  }
  return runs.size === settings.size;
}
