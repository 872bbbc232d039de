/**
 * Writes an integer of `decimals` decimals with `digits` digits after the point. Further digits are cut, never
 * rounded up, so what is shown is never more than what is there.
 *
 * @example formatDecimal(1234567n, 6, 2) // "1.23"
 */
export function formatDecimal(value: bigint, decimals: number, digits: number): string {
  const magnitude = value < 0n ? -value : value;
  const scaled =
    digits <= decimals
      ? magnitude / 10n ** BigInt(decimals - digits)
      : magnitude * 10n ** BigInt(digits - decimals);
  const padded = scaled.toString().padStart(digits + 1, "0");
  const whole = padded.slice(0, padded.length - digits);
  const sign = value < 0n && scaled !== 0n ? "-" : "";
  return digits === 0 ? `${sign}${whole}` : `${sign}${whole}.${padded.slice(-digits)}`;
}
