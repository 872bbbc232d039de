import { amountText } from "../format/amountText.ts";

const DIGITS = 6;

/** An amount that a person receives, in the browser's own number format. */
export function tokenText(amount: bigint, decimals: number): string {
  return amountText({
    amount,
    decimals,
    digits: DIGITS,
    rounding: "down",
    locale: navigator.language,
  });
}
