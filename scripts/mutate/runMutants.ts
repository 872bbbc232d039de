import { createCompiler } from "./createCompiler.ts";
import { judgeMutant } from "./judgeMutant.ts";
import type { Bench, Judge } from "./judgeMutant.ts";
import type { Mutant, MutantResult } from "./mutant.ts";

/** Judges mutants, one at a time in each copy, and tells each result as it comes. */
export async function runMutants(
  mutants: readonly Mutant[],
  judge: Judge,
  onResult: (result: MutantResult) => Promise<void>,
): Promise<void> {
  const queue = [...mutants];
  const work = async (sandbox: string): Promise<void> => {
    const bench: Bench = { sandbox, compiler: createCompiler(judge.workshop.input) };
    try {
      for (let mutant = queue.shift(); mutant !== undefined; mutant = queue.shift()) {
        judge.signal.throwIfAborted();
        await onResult(await judgeMutant(mutant, bench, judge));
      }
    } finally {
      queue.length = 0; // where one copy fails the others stop as well
      await bench.compiler.close();
    }
  };
  const ends = await Promise.allSettled(judge.workshop.sandboxes.map(work));
  for (const end of ends) if (end.status === "rejected") throw end.reason;
}
