import { amountText } from "./amountText.ts";

const DECIMALS = 18;
const CENTS = 2;
const SMALL = 10n ** 16n; // {uoa} a cent
const SMALL_DIGITS = 6;

/** A value {uoa} in dollars: two digits, or six below a cent. Further digits are cut. */
export function dollarText(value: bigint): string {
  const magnitude = value < 0n ? -value : value;
  const digits = magnitude > 0n && magnitude < SMALL ? SMALL_DIGITS : CENTS;
  return `${value < 0n ? "-" : ""}$${amountText(magnitude, DECIMALS, digits)}`;
}
