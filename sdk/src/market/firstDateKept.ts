import { fromDayNumber } from "../units/fromDayNumber.ts";
import { toDayNumber } from "../units/toDayNumber.ts";

/** {day} How long the last row of an id that has no newer one still ranks the others. */
const KEPT_FOR = 14;

/** YYYY-MM-DD The oldest date of a row that still counts on `date`. */
export function firstDateKept(date: string): string {
  const day = toDayNumber(date);
  return day === undefined ? date : fromDayNumber(day - KEPT_FOR);
}
