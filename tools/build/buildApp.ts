import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";

import { AppBuildError } from "./errors.ts";
import { run } from "./run.ts";

/** Folders and files that the app's bundle is made of. */
const SOURCES = ["app/src", "app/public", "app/index.html", "app/exit.html", "app/vite.config.ts"];
const SHARED = ["sdk/src", "package-lock.json"];

/**
 * Builds the app's bundle, if it is missing or older than one of its sources.
 * @throws AppBuildError
 */
export async function buildApp(root: string): Promise<void> {
  const builtAt = await latestChange(join(root, "app/dist/index.html"));
  const changes = await Promise.all(
    [...SOURCES, ...SHARED].map((path) => latestChange(join(root, path))),
  );
  if (builtAt > Math.max(...changes)) return;
  const { code, output } = await run("vite", ["build", join(root, "app"), "--logLevel", "warn"], {
    quiet: true,
  });
  if (code !== 0) throw new AppBuildError(output);
}

/** {ms} Latest change of a file, or of a file in a folder; zero where there is none. */
async function latestChange(path: string): Promise<number> {
  try {
    const found = await stat(path);
    if (!found.isDirectory()) return found.mtimeMs;
    const names = await readdir(path);
    const changes = await Promise.all(names.map((name) => latestChange(join(path, name))));
    return Math.max(found.mtimeMs, ...changes);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return 0;
    throw error;
  }
}
