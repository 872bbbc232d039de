import type { MutationScore, Tally } from "./mutationScore.ts";
import { percent } from "./percent.ts";

/** Scores by file as a Markdown table, the sum last. */
export function scoreTable({ files, ...sum }: MutationScore): string[] {
  const row = (name: string, { score, killed, survived, equivalent, discarded }: Tally): string =>
    `| ${name} | ${percent(score)} | ${killed} | ${survived} | ${equivalent} | ${discarded} |`;
  return [
    "| source | score | killed | survived | equivalent | discarded |",
    "|---|--:|--:|--:|--:|--:|",
    ...files.map((tally) => row(tally.file, tally)),
    row("all", sum),
  ];
}
