import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";

import type { CompilerInput } from "./compilerTypes.ts";
import { UnusableRunError } from "./UnusableRunError.ts";

/** A contract that has code, and where its artifact lies. */
export type BuiltContract = {
  readonly name: string;
  /** Name of its source as the compiler knows it. */
  readonly source: string;
  /** Path from the project's root. */
  readonly artifact: string;
};

export type Build = { readonly input: CompilerInput; readonly contracts: readonly BuiltContract[] };

type Artifact = {
  readonly contractName: string;
  readonly inputSourceName: string;
  readonly bytecode: string;
  readonly buildInfoId: string;
};

/**
 * What Hardhat compiled in a project, as one input: its builds are partial where it compiled only what changed. The input
 * says to compile without IR, which takes a third of the time: a mutant is judged on other bytecode of the same source.
 */
export async function readBuild(root: string): Promise<Build> {
  const contracts: BuiltContract[] = [];
  const sources: Record<string, { content: string }> = {};
  const remappings = new Set<string>();
  let input: CompilerInput | undefined;
  const builds = new Set<string>();
  for (const artifact of await artifactPaths(root)) {
    const read = JSON.parse(await readFile(join(root, artifact), "utf8")) as Artifact;
    builds.add(read.buildInfoId);
    if (read.bytecode !== "0x")
      contracts.push({ name: read.contractName, source: read.inputSourceName, artifact });
  }
  for (const build of builds) {
    const text = await readFile(join(root, "artifacts", "build-info", `${build}.json`), "utf8");
    ({ input } = JSON.parse(text) as { input: CompilerInput });
    Object.assign(sources, input.sources);
    for (const remapping of (input.settings.remappings as readonly string[] | undefined) ?? [])
      remappings.add(remapping);
  }
  if (input === undefined)
    throw new UnusableRunError("Nothing is compiled: `hardhat build` left no artifacts.");
  return {
    input: {
      ...input,
      sources,
      settings: { ...input.settings, viaIR: false, remappings: [...remappings] },
    },
    contracts,
  };
}

async function artifactPaths(root: string): Promise<string[]> {
  const files = await readdir(join(root, "artifacts"), { recursive: true });
  return files
    .filter((file) => file.endsWith(".json") && !file.startsWith("build-info"))
    .map((file) => join("artifacts", file));
}
