const HUNDREDTH = 10n ** 14n; // {1} WAD

/** {1} WAD as a percentage, rounded up to a hundredth: what is shown of a cost is never less than what it is. */
export function percentText(part: bigint): string {
  const magnitude = part < 0n ? -part : part;
  const rounded = part < 0n ? magnitude / HUNDREDTH : (magnitude + HUNDREDTH - 1n) / HUNDREDTH;
  const sign = part < 0n && rounded > 0n ? "-" : "";
  return `${sign}${rounded / 100n}.${String(rounded % 100n).padStart(2, "0")} %`;
}
