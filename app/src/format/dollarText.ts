import { amountText } from "./amountText.ts";
import type { Rounding } from "./roundDecimal.ts";

const DECIMALS = 18;
const CENTS = 2;
const SMALL = 10n ** 16n; // {uoa} a cent
const SMALL_DIGITS = 6;

/**
 * Writes a value in dollars, with two digits, or six below a cent.
 * @param value {uoa} D18
 */
export function dollarText(value: bigint, rounding: Rounding, locale: string): string {
  const magnitude = value < 0n ? -value : value;
  const digits = magnitude > 0n && magnitude < SMALL ? SMALL_DIGITS : CENTS;
  const text = amountText({ amount: magnitude, decimals: DECIMALS, digits, rounding, locale });
  const sign = value < 0n ? "−" : "";
  return text.startsWith("<") ? `<$${text.slice(1)}` : `${sign}$${text}`;
}
