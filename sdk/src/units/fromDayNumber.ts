const DAY_LENGTH = 86_400_000; // {ms/day}
/** Backtests ask for the same days thousands of times. */
const written = new Map<number, string>();

/** The calendar date `YYYY-MM-DD` in UTC that lies `day` days after 1970-01-01. */
export function fromDayNumber(day: number): string {
  const known = written.get(day);
  if (known !== undefined) return known;
  const text = new Date(day * DAY_LENGTH).toISOString().slice(0, 10);
  written.set(day, text);
  return text;
}
