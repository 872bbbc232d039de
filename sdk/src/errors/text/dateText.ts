const LAST_DATE = 253_402_300_799n; // {s} 9999-12-31 23:59:59

/** A time of the chain as a date. Times beyond the year 9999 have no date. */
export function dateText(
  time: bigint, // {s} since 1970-01-01
): string {
  if (time > LAST_DATE) return "the end of time";
  const [date, clock = ""] = new Date(Number(time) * 1000).toISOString().split("T");
  return `${date} ${clock.slice(0, 5)} UTC`;
}
