import { amountText } from "./amountText.ts";

/** An amount with thousands apart, rounded up: what is shown is never less than what a person gives. */
export function ceilText(amount: bigint, decimals: number, digits: number): string {
  const step = 10n ** BigInt(decimals - digits);
  return amountText(((amount + step - 1n) / step) * step, decimals, digits);
}
