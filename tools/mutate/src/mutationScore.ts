import type { MutantResult } from "./mutant.ts";

export type Tally = {
  readonly killed: number;
  readonly survived: number;
  readonly equivalent: number;
  readonly discarded: number;
  /** killed / (killed + survived); null where nothing was killed and nothing survived. */
  readonly score: number | null;
};

export type FileTally = Tally & { readonly file: string };
export type MutationScore = Tally & {
  readonly timeouts: number;
  readonly files: readonly FileTally[];
};

/** Counts results, over all and for each file. */
export function mutationScore(results: readonly MutantResult[]): MutationScore {
  const files = [...new Set(results.map(({ file }) => file))].sort();
  return {
    ...tally(results),
    timeouts: results.filter(({ status }) => status === "timeout").length,
    files: files.map((file) => ({
      file,
      ...tally(results.filter((result) => result.file === file)),
    })),
  };
}

function tally(results: readonly MutantResult[]): Tally {
  const count = (...statuses: readonly string[]): number =>
    results.filter(({ status }) => statuses.includes(status)).length;
  const [killed, survived] = [count("killed", "timeout"), count("survived")];
  const decided = killed + survived;
  return {
    killed,
    survived,
    equivalent: count("equivalent"),
    discarded: count("discarded"),
    score: decided === 0 ? null : Math.round((killed / decided) * 10_000) / 10_000,
  };
}
