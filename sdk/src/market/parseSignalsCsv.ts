import { WAD } from "../units/wad.ts";
import { readAmount } from "./readAmount.ts";
import { readCsv } from "./readCsv.ts";
import { readDay } from "./readDay.ts";
import { readId } from "./readId.ts";
import type { SignalReading, TokenSignal } from "./tokenSignal.ts";
import type { CsvLine } from "./readCsv.ts";

export const SIGNALS_HEADER = "date,id,trend,grade,fundamental";
const TRENDS = ["bullish", "bearish", "sideways"] as const;

/**
 * Reads what a source said of tokens, date by date. The format is in this folder's README.md; an empty cell is a thing not said.
 *
 * @throws MalformedFileError with file name, line, column, and what was expected there.
 */
export function parseSignalsCsv(text: string, fileName: string): SignalReading[] {
  const readings: { date: string; signals: TokenSignal[] }[] = [];
  let lastDay = Number.NEGATIVE_INFINITY;
  let seen = new Set<string>();
  for (const line of readCsv(text, fileName, SIGNALS_HEADER)) {
    const day = readDay(line);
    const signal = readSignal(line);
    if (day < lastDay) throw line.malformed("date", "dates in ascending order");
    if (day > lastDay) {
      readings.push({ date: line.cell("date"), signals: [] });
      seen = new Set();
      lastDay = day;
    }
    if (seen.has(signal.id)) throw line.malformed("id", "each id once a date (duplicate id)");
    seen.add(signal.id);
    readings.at(-1)?.signals.push(signal);
  }
  return readings;
}

function readSignal(line: CsvLine): TokenSignal {
  const [id, said] = [readId(line, "id"), line.cell("trend")];
  const trend = TRENDS.find((known) => known === said);
  if (trend === undefined && said !== "")
    throw line.malformed("trend", `${TRENDS.join(", ")} or nothing`);
  const grade = readPoints(line, "grade");
  const fundamental = readPoints(line, "fundamental");
  return {
    id,
    ...(trend === undefined ? {} : { trend }),
    ...(grade === undefined ? {} : { grade }),
    ...(fundamental === undefined ? {} : { fundamental }),
  };
}

/** D18{point} 0 to 100. */
function readPoints(line: CsvLine, column: string): bigint | undefined {
  if (line.cell(column) === "") return undefined;
  const points = readAmount(line, column, "grade", 0n);
  if (points > 100n * WAD) throw line.malformed(column, "a grade of 100 at most");
  return points;
}
