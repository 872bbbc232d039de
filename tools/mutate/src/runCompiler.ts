import { createRequire } from "node:module";

import type { CompilerInput, CompilerOutput, Selection } from "./compilerTypes.ts";

type Solc = { compile(input: string): string };

const CODE = ["abi", "evm.bytecode.object", "evm.bytecode.linkReferences"];
const DEPLOYED = ["object", "linkReferences", "immutableReferences"].map(
  (part) => `evm.deployedBytecode.${part}`,
);

/**
 * Compiles in this thread, with the project's own settings. Metadata is left out of the code, for it hashes the source:
 * without it equal code means an equivalent mutant.
 */
export function runCompiler(
  input: CompilerInput,
  selection: Selection,
  withAst: boolean,
): CompilerOutput {
  const solc = createRequire(import.meta.url)("solc") as Solc;
  const outputSelection: Record<string, Record<string, readonly string[]>> = {};
  for (const [source, contracts] of Object.entries(selection)) {
    outputSelection[source] = Object.fromEntries(
      contracts.map((contract) => [contract, [...CODE, ...DEPLOYED]]),
    );
  }
  if (withAst)
    for (const source of Object.keys(input.sources))
      outputSelection[source] = { ...outputSelection[source], "": ["ast"] };
  const metadata = { appendCBOR: false, bytecodeHash: "none" };
  const whole = { ...input, settings: { ...input.settings, metadata, outputSelection } };
  return JSON.parse(solc.compile(JSON.stringify(whole))) as CompilerOutput;
}
