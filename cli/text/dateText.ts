/** A time {s} as a date of UTC, to the minute. */
export function dateText(seconds: bigint): string {
  return `${new Date(Number(seconds) * 1000).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
