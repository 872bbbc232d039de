import { toDayNumber } from "../units/toDayNumber.ts";
import type { CsvLine } from "./readCsv.ts";

/** {day} Reads the `date` cell as a calendar date. */
export function readDay(line: CsvLine): number {
  const day = toDayNumber(line.cell("date"));
  if (day === undefined) throw line.malformed("date", "a calendar date YYYY-MM-DD");
  return day;
}
