import { basename, dirname } from "node:path";

import type { Mutant } from "./mutant.ts";
import { testsOf } from "./testsOf.ts";

/** In which order test files are tried: the sooner one fails, the less a mutant costs. */
export type TestOrdering = {
  filesFor(mutant: Mutant): string[];
  /** `file` killed the mutant. */
  learn(mutant: Mutant, file: string): void;
};

/**
 * First the files named like the function that is changed, then those that killed most in the same source, then those in the
 * folder of its tests, then those that killed most, then the quick ones.
 */
export function createTestOrder(
  testFiles: readonly string[],
  secondsOf: ReadonlyMap<string, number>,
): TestOrdering {
  const kills = new Map<string, number>();
  const count = (key: string): number => kills.get(key) ?? 0;
  const add = (key: string): void => void kills.set(key, count(key) + 1);
  const keyOf = (mutant: Mutant, file: string): string => `${mutant.file} ${file}`;
  return {
    filesFor(mutant) {
      const action = mutant.place.split(".").at(-1)?.replace(/^_/, "") ?? "";
      const files = testsOf(mutant.file, testFiles);
      const ranks = (file: string): number[] => [
        basename(file).startsWith(`${action}.`) ? 0 : 1,
        -count(keyOf(mutant, file)),
        dirname(file) === dirname(files[0] ?? "") ? 0 : 1,
        -count(file),
        secondsOf.get(file) ?? 0,
      ];
      const byRank = (a: string, b: string): number => {
        const [left, right] = [ranks(a), ranks(b)];
        return (
          left.map((rank, i) => rank - (right[i] ?? 0)).find((difference) => difference !== 0) ?? 0
        );
      };
      return files.toSorted(byRank);
    },
    learn(mutant, file) {
      add(keyOf(mutant, file));
      add(file);
    },
  };
}
