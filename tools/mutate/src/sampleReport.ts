import type { MutantResult } from "./mutant.ts";
import { mutationScore } from "./mutationScore.ts";
import { scoreTable } from "./scoreTable.ts";

/** What a report says of its run. */
export type SampleFacts = {
  readonly found: number; // mutants there are
  readonly seed: number;
  readonly files: string | undefined;
  readonly brokenTests: readonly string[];
  readonly digest: string; // of sources and tests
  readonly jobs: number;
  readonly judged: number; // mutants that this run judged; the others were in its journal, or are known to be equivalent
  readonly seconds: number; // {s} of this run, copying and compiling included
  readonly environment: string;
};

/** The part of docs/mutation.md that a run writes: its sample, the score by file, and every survivor. */
export function sampleReport(
  results: readonly MutantResult[],
  { found, seed, files, brokenTests, ...run }: SampleFacts,
): string {
  const score = mutationScore(results);
  const survivors = results
    .filter(({ status }) => status === "survived")
    .sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
  const scope = files === undefined ? "every product contract" : `\`${files}\``;
  const extent =
    results.length === found
      ? "every mutant"
      : `${results.length} of ${found} mutants, seed ${seed}`;
  return [
    `${extent[0]?.toUpperCase()}${extent.slice(1)}, of ${scope}. ${score.timeouts} of the killed by time.`,
    "",
    `Sources and tests \`${run.digest}\`. ${run.judged} judged in ${run.seconds} s, ${run.jobs} at a time. ${run.environment}.`,
    "",
    "Mutants are compiled without IR, for speed; tests and deployment use bytecode compiled via IR.",
    "",
    ...scoreTable(score),
    ...(brokenTests.length === 0
      ? []
      : [
          "",
          "Skipped, for they fail without a mutant:",
          "",
          ...brokenTests.map((title) => `- ${title}`),
        ]),
    "",
    survivors.length === 0 ? "No mutant survived." : "What survived:",
    ...survivors.flatMap(({ id, operator, place, diff }) => [
      "",
      `\`${id}\` ${operator} in \`${place}\``,
      "",
      "```diff",
      diff,
      "```",
    ]),
  ].join("\n");
}
