import { cp } from "node:fs/promises";
import { join } from "node:path";

import type { ContractDefinition } from "solc-typed-ast";

import { buildProject, OWN } from "./buildProject.ts";
import type { CompilerInput, CompilerOutput } from "./compilerTypes.ts";
import { createCompiler } from "./createCompiler.ts";
import { createSandbox } from "./createSandbox.ts";
import { dropBuildInfo } from "./dropBuildInfo.ts";
import { embeddedCode } from "./embeddedCode.ts";
import { findMutants } from "./findMutants.ts";
import { importedBy } from "./importedBy.ts";
import { isProductSource } from "./isProductSource.ts";
import type { Mutant } from "./mutant.ts";
import type { BuiltContract } from "./readBuild.ts";
import { readUnits } from "./readUnits.ts";
import { selectionOf } from "./selectionOf.ts";
import { UnusableRunError } from "./UnusableRunError.ts";
import { writeArtifacts } from "./writeArtifacts.ts";

/** Copies of the project, what they are compiled from, and what can be done to it. */
export type Workshop = {
  readonly sandboxes: readonly string[];
  readonly input: CompilerInput;
  /** Contracts whose code hangs on product sources. */
  readonly contracts: readonly BuiltContract[];
  /** Where the declarations stand whose code a contract carries, by contract. */
  readonly embedded: ReadonlyMap<BuiltContract, ReadonlySet<string>>;
  readonly imports: ReadonlyMap<string, ReadonlySet<string>>;
  /** The contracts as they are. */
  readonly original: CompilerOutput;
  readonly mutants: readonly Mutant[];
};

/** Copies the project `copies` times, compiles it, and finds every mutant. Each copy has the original's code as artifacts. */
export async function prepareWorkshop(
  root: string,
  folder: string,
  copies: number,
): Promise<Workshop> {
  const first = join(folder, "0");
  await createSandbox(root, first);
  const { input, contracts: all } = await buildProject(first);
  const compiler = createCompiler(input);
  const sources = Object.keys(input.sources);
  const original = await compiler.compile({
    sources,
    replaced: {},
    selection: selectionOf(all),
    withAst: true,
  });
  await compiler.close();
  const flaw = original.errors?.find(({ severity }) => severity === "error");
  if (flaw !== undefined)
    throw new UnusableRunError(
      `The contracts do not compile as they are:\n${flaw.formattedMessage}`,
    );
  const units = readUnits(original);
  const imports = importedBy(units);
  const isProduct = (source: string): boolean =>
    source.startsWith(OWN) && isProductSource(source.slice(OWN.length));
  const contracts = all.filter(({ source }) => [...(imports.get(source) ?? [])].some(isProduct));
  const definitionOf = ({ source, name }: BuiltContract): ContractDefinition | undefined =>
    units
      .find(({ absolutePath }) => absolutePath === source)
      ?.vContracts.find((contract) => contract.name === name);
  const embedded = new Map(
    contracts.map((contract) => {
      const definition = definitionOf(contract);
      return [
        contract,
        definition === undefined ? new Set<string>() : embeddedCode(definition),
      ] as const;
    }),
  );
  const mutants = units
    .filter(({ absolutePath }) => isProduct(absolutePath))
    .flatMap((unit) =>
      findMutants(
        unit.absolutePath.slice(OWN.length),
        unit,
        input.sources[unit.absolutePath]?.content ?? "",
      ),
    );

  await dropBuildInfo(first);
  await writeArtifacts(first, contracts, original);
  const others = Array.from({ length: copies - 1 }, (_, i) => join(folder, String(i + 1)));
  for (const other of others) await cp(first, other, { recursive: true, verbatimSymlinks: true });
  return { sandboxes: [first, ...others], input, contracts, embedded, imports, original, mutants };
}
