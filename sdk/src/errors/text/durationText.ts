const UNITS = [
  ["day", 86_400n],
  ["hour", 3_600n],
  ["minute", 60n],
  ["second", 1n],
] as const;

/** A duration in the largest unit that it is a whole number of. */
export function durationText(
  duration: bigint, // {s}
): string {
  const [name, length] = UNITS.find(([, unit]) => duration % unit === 0n) ?? UNITS[3];
  const count = duration / length;
  return `${count} ${name}${count === 1n ? "" : "s"}`;
}
