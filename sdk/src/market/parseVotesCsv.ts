import { readCsv } from "./readCsv.ts";
import { readDay } from "./readDay.ts";
import type { RegimeVote } from "./market.ts";

const REGIMES = ["bull", "bear", "neutral"] as const;

/**
 * Reads what a second source said of the regime, one line a date. The format is in this folder's README.md.
 *
 * @throws MalformedFileError with file name, line, column, and what was expected there.
 */
export function parseVotesCsv(text: string, fileName: string): RegimeVote[] {
  let lastDay = Number.NEGATIVE_INFINITY;
  return readCsv(text, fileName, "date,regime").map((line) => {
    const day = readDay(line);
    if (day <= lastDay) throw line.malformed("date", "dates in ascending order, each once");
    lastDay = day;
    const regime = REGIMES.find((known) => known === line.cell("regime"));
    if (regime === undefined) throw line.malformed("regime", REGIMES.join(", "));
    return { date: line.cell("date"), regime };
  });
}
