import { existsSync } from "node:fs";
import { join } from "node:path";

import type { Finding, Report } from "./finding.ts";
import { GENERATORS } from "./generators.ts";
import { projectFiles } from "./projectFiles.ts";
import { runQuietly } from "./runQuietly.ts";

const STALE = /^Stale: (.+?)\. (.+)$/m;

/** Every generated file is what its generator would write now, and every generator is asked. */
export async function checkFreshness(root: string): Promise<Report> {
  const present = GENERATORS.filter((generator) => existsSync(join(root, generator)));
  const asked = await Promise.all(present.map((generator) => ask(root, generator)));
  const written = (await projectFiles(root, ".ts")).filter((file) =>
    /(^|\/)generate[A-Z]\w*\.ts$/.test(file),
  );
  const unasked = written.filter((file) => !GENERATORS.includes(file));
  const forgotten = unasked.map((file) => ({
    file,
    message: "is a generator that the gate does not ask",
  }));
  return { findings: [...asked.flat(), ...forgotten] };
}

async function ask(root: string, generator: string): Promise<readonly Finding[]> {
  const { code, errors } = await runQuietly(process.execPath, [generator, "--check"], root, [0, 1]);
  if (code === 0) return [];
  const [, files, cure = ""] = STALE.exec(errors) ?? [];
  if (files === undefined) return [{ file: generator, message: `failed: ${errors.trim()}` }];
  return files.split(", ").map((file) => ({ file, message: `is stale. ${cure}` }));
}
