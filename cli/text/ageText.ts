const MINUTE = 60n; // {s}
const HOUR = 60n * MINUTE;
const DAY = 24n * HOUR;

/** A span {s} in its largest whole unit. */
export function ageText(span: bigint): string {
  if (span >= 2n * DAY) return `${span / DAY} d`;
  if (span >= 2n * HOUR) return `${span / HOUR} h`;
  if (span >= 2n * MINUTE) return `${span / MINUTE} min`;
  return `${span < 0n ? 0n : span} s`;
}
