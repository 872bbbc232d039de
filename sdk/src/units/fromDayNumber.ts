const DAY_LENGTH = 86_400_000; // {ms/day}

/** The calendar date `YYYY-MM-DD` in UTC that lies `day` days after 1970-01-01. */
export function fromDayNumber(day: number): string {
  return new Date(day * DAY_LENGTH).toISOString().slice(0, 10);
}
