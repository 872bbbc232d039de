import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { CompilerOutput } from "./compilerTypes.ts";
import type { BuiltContract } from "./readBuild.ts";

/**
 * Puts compiled code into a copy's artifacts, as if Hardhat had compiled it. The build is not named: what it says of sources
 * would not fit, and tests need it only for stack traces.
 */
export async function writeArtifacts(
  root: string,
  contracts: readonly BuiltContract[],
  output: CompilerOutput,
): Promise<void> {
  for (const { name, source, artifact } of contracts) {
    const compiled = output.contracts?.[source]?.[name];
    if (compiled === undefined) continue;
    const { bytecode, deployedBytecode } = compiled.evm;
    const path = join(root, artifact);
    const { buildInfoId: _, ...rest } = JSON.parse(await readFile(path, "utf8")) as Record<
      string,
      unknown
    >;
    const changed = {
      ...rest,
      abi: compiled.abi,
      bytecode: `0x${bytecode.object}`,
      deployedBytecode: `0x${deployedBytecode.object}`,
      linkReferences: bytecode.linkReferences,
      deployedLinkReferences: deployedBytecode.linkReferences,
      immutableReferences: deployedBytecode.immutableReferences ?? {},
    };
    await writeFile(path, `${JSON.stringify(changed)}\n`);
  }
}
