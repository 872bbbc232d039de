import { readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Takes the compiler's reports away: tests need them only for stack traces, and each network would read them all. */
export async function dropBuildInfo(root: string): Promise<void> {
  const artifacts = join(root, "artifacts");
  await rm(join(artifacts, "build-info"), { recursive: true, force: true });
  for (const file of await readdir(artifacts, { recursive: true })) {
    if (!file.endsWith(".json")) continue;
    const { buildInfoId: _, ...rest } = JSON.parse(
      await readFile(join(artifacts, file), "utf8"),
    ) as Record<string, unknown>;
    await writeFile(join(artifacts, file), `${JSON.stringify(rest)}\n`);
  }
}
