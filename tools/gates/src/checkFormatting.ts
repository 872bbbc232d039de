import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { check, getFileInfo, resolveConfig } from "prettier";

import type { Finding, Report } from "./finding.ts";
import { projectFiles } from "./projectFiles.ts";
import { PROJECT_ROOT } from "./projectRoot.ts";

/** Every file that prettier knows looks as prettier would write it. */
export async function checkFormatting(root: string): Promise<Report> {
  const findings: Finding[] = [];
  for (const file of await projectFiles(root)) {
    // As if the file were in this repository, so that the configuration and its plugins are found from anywhere.
    const path = join(PROJECT_ROOT, file);
    const options = await resolveConfig(path, { config: join(PROJECT_ROOT, ".prettierrc.json") });
    const { ignored, inferredParser } = await getFileInfo(path, {
      ignorePath: join(PROJECT_ROOT, ".prettierignore"),
      plugins: [...(options?.plugins ?? [])],
    });
    if (ignored || inferredParser === null) continue;
    try {
      const source = await readFile(join(root, file), "utf8");
      if (await check(source, { ...options, filepath: path })) continue;
      findings.push({ file, message: "is not formatted; run prettier --write on it" });
    } catch (error) {
      findings.push({ file, message: `cannot be parsed: ${firstLine(error)}` });
    }
  }
  return { findings };
}

function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split("\n")[0] ?? "";
}
