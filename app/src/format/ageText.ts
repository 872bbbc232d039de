const MINUTE = 60n; // {s}
const HOUR = 60n * MINUTE;
const DAY = 24n * HOUR;
const WEEK = 7n * DAY;

/** Writes a span {s} in its largest unit that fits twice: "38 s", "5 min", "4 h", "3 days", "16 weeks". */
export function ageText(span: bigint): string {
  const length = span < 0n ? 0n : span;
  if (length >= 2n * WEEK) return `${length / WEEK} weeks`;
  if (length >= 2n * DAY) return `${length / DAY} days`;
  if (length >= 2n * HOUR) return `${length / HOUR} h`;
  if (length >= 2n * MINUTE) return `${length / MINUTE} min`;
  return `${length} s`;
}
