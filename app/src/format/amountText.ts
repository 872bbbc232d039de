import { localeText } from "./localeText.ts";
import { roundDecimal } from "./roundDecimal.ts";
import type { Rounding } from "./roundDecimal.ts";

export type AmountInputs = {
  readonly amount: bigint; // {tok}
  readonly decimals: number;
  readonly digits: number; // after the point, at most
  readonly rounding: Rounding;
  readonly locale: string;
};

/**
 * Writes an amount of a token. An amount that is smaller than the last digit is never written as zero.
 *
 * @example amountText({ amount: 1n, decimals: 18, digits: 4, rounding: "down", locale: "en-GB" }) // "<0.0001"
 */
export function amountText({ amount, decimals, digits, rounding, locale }: AmountInputs): string {
  const shown = Math.min(digits, decimals);
  const magnitude = amount < 0n ? -amount : amount;
  const smallest = 10n ** BigInt(decimals - shown); // {tok}
  if (magnitude > 0n && magnitude < smallest && rounding === "down")
    return `<${localeText(roundDecimal(smallest, decimals, shown, "down"), locale)}`;
  return localeText(roundDecimal(amount, decimals, shown, rounding), locale);
}
