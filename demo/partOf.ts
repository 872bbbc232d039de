import { formatDecimal } from "@sheaf/sdk/units/formatDecimal";

const DIGITS = 6;

/**
 * `amount` as a part of `whole`, both of one unit, rounded to six decimals, half away from zero; zero of nothing.
 * For people to read: exactly what is written, and nothing is computed with it.
 */
export function partOf(amount: bigint, whole: bigint): number {
  if (whole === 0n) return 0;
  const scaled = amount * 10n ** BigInt(DIGITS);
  const half = scaled < 0n === whole < 0n ? whole / 2n : -whole / 2n;
  return Number(formatDecimal((scaled + half) / whole, DIGITS, DIGITS));
}
