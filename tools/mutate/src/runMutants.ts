import { createCompiler } from "./createCompiler.ts";
import type { Tester } from "./createTester.ts";
import { judgeMutant } from "./judgeMutant.ts";
import type { Bench, Judge } from "./judgeMutant.ts";
import type { Mutant, MutantResult } from "./mutant.ts";

/** Judges mutants, one at a time in each copy, which has its tester, and tells each result as it comes. */
export async function runMutants(
  mutants: readonly Mutant[],
  testers: readonly Tester[],
  judge: Judge,
  onResult: (result: MutantResult) => Promise<void>,
): Promise<void> {
  const queue = [...mutants];
  const work = async (tester: Tester, i: number): Promise<void> => {
    const sandbox = judge.workshop.sandboxes[i];
    const bench: Bench = { sandbox, tester, compiler: createCompiler(judge.workshop.input) };
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
  const ends = await Promise.allSettled(testers.map(work));
  for (const end of ends) if (end.status === "rejected") throw end.reason;
}
