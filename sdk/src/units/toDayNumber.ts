const DAY_LENGTH = 86_400_000; // {ms/day}
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** {day} Days from 1970-01-01 to a calendar date `YYYY-MM-DD` in UTC, or undefined where there is no such date. */
export function toDayNumber(date: string): number | undefined {
  const match = DATE.exec(date);
  if (match === null) return undefined;
  const time = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  // Date.UTC carries 2021-02-30 over into March; only a real date prints back as itself.
  return new Date(time).toISOString().slice(0, 10) === date ? time / DAY_LENGTH : undefined;
}
