const MINUTE = 60n; // {s}
const HOUR = 60n * MINUTE;
const DAY = 24n * HOUR;

/** Writes a delay {s} in the largest unit that has no remainder: "2 days", "36 hours", "90 seconds". */
export function spanText(span: bigint): string {
  for (const [unit, name] of [
    [DAY, "day"],
    [HOUR, "hour"],
    [MINUTE, "minute"],
  ] as const)
    if (span >= unit && span % unit === 0n) return counted(span / unit, name);
  return counted(span, "second");
}

function counted(count: bigint, name: string): string {
  return `${count} ${name}${count === 1n ? "" : "s"}`;
}
