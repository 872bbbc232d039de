import type { ReplayedWeek } from "./replayHistory.ts";

const WIDTH = 26; // {characters}

/** A line of progress: a bar, the week, and the regimes and trades of the indexes. */
export function progressLine({ number, of, date, kept }: ReplayedWeek): string {
  const done = Math.round((number / of) * WIDTH);
  const bar = `[${"#".repeat(done)}${".".repeat(WIDTH - done)}]`;
  const indexes = kept.map(({ index, summary }) => {
    const { symbol, kind } = index.plan;
    const regime = kind === "passive" ? "" : ` ${summary.regime}`;
    return `${symbol}${regime}${summary.trades === 0 ? "" : `, ${summary.trades} trades`}`;
  });
  return `${bar} week ${number}/${of} ${date}: ${indexes.join("; ")}`;
}
