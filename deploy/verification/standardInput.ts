import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { z } from "zod";

import { readShippedContract } from "../bytecode/readShippedContract.ts";
import { OtherBuildError } from "./errors.ts";

const Artifact = z.object({ buildInfoId: z.string(), bytecode: z.string() });
const BuildInfo = z.object({
  input: z.object({
    language: z.string(),
    sources: z.record(z.string(), z.object({ content: z.string() })),
    settings: z.record(z.string(), z.unknown()),
  }),
});
const Output = z.object({
  output: z.object({
    sources: z.record(
      z.string(),
      z.object({
        ast: z.object({
          nodes: z.array(z.object({ nodeType: z.string(), absolutePath: z.string().optional() })),
        }),
      }),
    ),
  }),
});

/** A contract's sources and the compiler's settings, as verification services take them. */
export type StandardInput = {
  readonly compilerVersion: string; // without a leading v
  readonly contractIdentifier: string; // source:contract
  readonly stdJsonInput: z.infer<typeof BuildInfo>["input"];
  readonly librarySources: Readonly<Record<string, string>>; // of libraries to link, by name
};

/**
 * The standard JSON input of a contract, with the sources that it imports and no others: the compiler's metadata, and so the
 * hash in the code, name no others either.
 * @throws OtherBuildError unless the build at hand gave exactly the shipped bytecode.
 */
export async function standardInput(root: string, contract: string): Promise<StandardInput> {
  const shipped = await readShippedContract(contract);
  const path = join(root, "artifacts", shipped.sourceName, `${contract}.json`);
  if (!existsSync(path)) throw new OtherBuildError(contract, "they were not compiled");
  const { buildInfoId, bytecode } = Artifact.parse(await readJson(path));
  if (bytecode !== shipped.bytecode)
    throw new OtherBuildError(contract, "the build gave other bytes than the shipped ones");
  const info = join(root, "artifacts", "build-info", buildInfoId);
  const { input } = BuildInfo.parse(await readJson(`${info}.json`));
  const { output } = Output.parse(await readJson(`${info}.output.json`));

  const wanted = new Set<string>([shipped.inputSourceName]);
  for (const source of wanted)
    // grows while it is walked
    for (const { nodeType, absolutePath } of output.sources[source]?.ast.nodes ?? [])
      if (nodeType === "ImportDirective" && absolutePath !== undefined) wanted.add(absolutePath);
  const sources = Object.fromEntries(
    Object.entries(input.sources).filter(([source]) => wanted.has(source)),
  );
  return {
    compilerVersion: shipped.compiler.version,
    contractIdentifier: `${shipped.inputSourceName}:${contract}`,
    stdJsonInput: {
      ...input,
      sources,
      settings: { ...input.settings, outputSelection: { "*": { "*": ["evm.bytecode.object"] } } },
    },
    librarySources: Object.fromEntries(
      Object.entries(shipped.linkReferences).flatMap(([source, names]) =>
        Object.keys(names).map((name) => [name, source]),
      ),
    ),
  };
}

async function readJson(path: string): Promise<unknown> {
  return JSON.parse(await readFile(path, "utf8"));
}
