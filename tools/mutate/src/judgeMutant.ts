import { applyEdit } from "./applyEdit.ts";
import { OWN } from "./buildProject.ts";
import type { CompilerOutput } from "./compilerTypes.ts";
import type { Compiler } from "./createCompiler.ts";
import type { Tester, TestRun } from "./createTester.ts";
import type { TestOrdering } from "./createTestOrder.ts";
import type { Mutant, MutantResult, Status } from "./mutant.ts";
import type { Workshop } from "./prepareWorkshop.ts";
import type { BuiltContract } from "./readBuild.ts";
import { selectionOf } from "./selectionOf.ts";
import { writeArtifacts } from "./writeArtifacts.ts";

/** One place to work: a copy, its tests and a compiler. */
export type Bench = {
  readonly sandbox: string;
  readonly tester: Tester;
  readonly compiler: Compiler;
};

/** What all mutants are judged by. */
export type Judge = {
  readonly workshop: Workshop;
  readonly ordering: TestOrdering;
  /** Full titles of tests that fail without a mutant. */
  readonly skip: readonly string[];
  readonly timeout: number; // {s}
  readonly signal: AbortSignal;
};

/** Compiles a mutant, and asks the tests about it if its code is another. Leaves the copy as it was. */
export async function judgeMutant(
  mutant: Mutant,
  { sandbox, tester, compiler }: Bench,
  judge: Judge,
): Promise<MutantResult> {
  const { workshop, ordering, skip, timeout, signal } = judge;
  const { imports, original, embedded } = workshop;
  const startedAt = performance.now();
  const changed = `${OWN}${mutant.file}`;
  const importers = workshop.contracts.filter(({ source }) => imports.get(source)?.has(changed));
  const carriers = importers.filter((contract) =>
    embedded.get(contract)?.has(`${changed}:${mutant.placeStart}`),
  );
  const isSame = (output: CompilerOutput, contracts: readonly BuiltContract[]): boolean =>
    contracts.every((contract) => codeOf(contract, output) === codeOf(contract, original));

  let affected = carriers.length > 0 ? carriers : importers;
  let output = await compileMutant(mutant, affected, compiler, workshop);
  const flaw = output.errors?.find(({ severity }) => severity === "error");
  let isEquivalent = flaw === undefined && isSame(output, affected);
  if (isEquivalent && affected !== importers) {
    // No proof yet: whatever could carry the change has to be the same.
    affected = importers;
    output = await compileMutant(mutant, affected, compiler, workshop);
    isEquivalent = isSame(output, affected);
  }
  const compileSeconds = (performance.now() - startedAt) / 1000;

  const verdict = (status: Status, detail: string, testSeconds = 0): MutantResult => {
    const { id, file, operator, line, place, diff } = mutant;
    return { id, file, operator, line, place, diff, status, detail, compileSeconds, testSeconds };
  };
  if (flaw !== undefined) return verdict("discarded", flaw.formattedMessage.split("\n")[0] ?? "");
  if (isEquivalent) return verdict("equivalent", "same code");

  await writeArtifacts(sandbox, affected, output);
  const run = await tester.run(
    { files: ordering.filesFor(mutant), skip, bail: true },
    timeout,
    signal,
  );
  await writeArtifacts(sandbox, affected, original);
  signal.throwIfAborted();
  const killer = run.failed[0]?.file;
  if (killer !== undefined) ordering.learn(mutant, killer);
  return verdict(...sentence(run), run.seconds);
}

async function compileMutant(
  mutant: Mutant,
  contracts: readonly BuiltContract[],
  compiler: Compiler,
  { imports, input }: Workshop,
): Promise<CompilerOutput> {
  const changed = `${OWN}${mutant.file}`;
  const sources = new Set([
    changed,
    ...contracts.flatMap(({ source }) => [...(imports.get(source) ?? [])]),
  ]);
  const text = applyEdit(Buffer.from(input.sources[changed]?.content ?? ""), mutant);
  return compiler.compile({
    sources: [...sources],
    replaced: { [changed]: text },
    selection: selectionOf(contracts),
    withAst: false,
  });
}

function codeOf({ source, name }: BuiltContract, output: CompilerOutput): string {
  const evm = output.contracts?.[source]?.[name]?.evm;
  return JSON.stringify([evm?.bytecode.object, evm?.deployedBytecode.object]);
}

function sentence({ failed: [failure], end, output }: TestRun): [Status, string] {
  if (failure !== undefined) return ["killed", failure.title];
  if (end === "timeout") return ["timeout", "the tests did not end in time"];
  if (end === "died")
    return ["killed", `the tests died: ${output.trim().split("\n").at(-1) ?? ""}`];
  return ["survived", ""];
}
