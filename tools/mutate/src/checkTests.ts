import type { Failure, Tester, TestRun } from "./createTester.ts";
import { UnusableRunError } from "./UnusableRunError.ts";

/** The tests against the original. */
export type TestCheck = {
  /** {s} What the tests of a file take together. */
  readonly secondsOf: ReadonlyMap<string, number>;
  /** {s} What all of them take, one after another. */
  readonly seconds: number;
  /** Tests that fail without any mutant: they say nothing of one, and are skipped. */
  readonly broken: readonly Failure[];
};

/**
 * Runs the tests once against the original, a part of the files in each copy.
 * @throws UnusableRunError where they cannot even be run
 */
export async function checkTests(
  testers: readonly Tester[],
  files: readonly string[],
  timeout: number,
  signal: AbortSignal,
): Promise<TestCheck> {
  const parts = testers.map((tester, i) => ({
    tester,
    part: files.filter((_, position) => position % testers.length === i),
  }));
  const orders = parts.filter(({ part }) => part.length > 0);
  const runs = await Promise.all(
    orders.map(({ tester, part }) =>
      tester.run({ files: part, skip: [], bail: false }, timeout, signal),
    ),
  );
  signal.throwIfAborted();
  for (const run of runs) refuseBroken(run);
  const secondsOf = new Map<string, number>();
  for (const { file, milliseconds } of runs.flatMap(({ passed }) => passed)) {
    secondsOf.set(file, (secondsOf.get(file) ?? 0) + milliseconds / 1000);
  }
  return {
    secondsOf,
    seconds: runs.reduce((sum, { seconds }) => sum + seconds, 0),
    broken: runs.flatMap(({ failed }) => failed),
  };
}

function refuseBroken({ end, failed, output, seconds }: TestRun): void {
  if (end === "timeout")
    throw new UnusableRunError(
      `The tests of the original took more than ${Math.round(seconds)} s: raise --timeout.`,
    );
  if (end === "died")
    throw new UnusableRunError(`The tests of the original ended without a result:\n${output}`);
  const hook = failed.find(({ isTest }) => !isTest);
  if (hook !== undefined)
    throw new UnusableRunError(`The original fails ${hook.title} in ${hook.file}: ${hook.message}`);
}
