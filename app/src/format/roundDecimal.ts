/** Where digits that are not shown go: `down` for an amount that a person receives, `up` for one that a person pays. */
export type Rounding = "down" | "up";

/**
 * Writes an integer of `decimals` decimals as a decimal text of `digits` digits after the point.
 *
 * @example roundDecimal(1234567n, 6, 2, "up") // "1.24"
 */
export function roundDecimal(
  value: bigint,
  decimals: number,
  digits: number,
  rounding: Rounding,
): string {
  const magnitude = value < 0n ? -value : value;
  const scaled = rescale(magnitude, decimals - digits, rounding);
  const padded = scaled.toString().padStart(digits + 1, "0");
  const whole = padded.slice(0, padded.length - digits);
  const text = digits === 0 ? whole : `${whole}.${padded.slice(-digits)}`;
  return value < 0n && scaled !== 0n ? `-${text}` : text;
}

/** Magnitudes are rounded: "up" is away from zero. */
function rescale(magnitude: bigint, cut: number, rounding: Rounding): bigint {
  if (cut <= 0) return magnitude * 10n ** BigInt(-cut);
  const divisor = 10n ** BigInt(cut);
  return rounding === "down" ? magnitude / divisor : (magnitude + divisor - 1n) / divisor;
}
