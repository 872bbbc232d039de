import { amountText } from "./amountText.ts";

const DECIMALS = 18;
const ONE = 10n ** 18n; // {uoa}
const STEPS = [
  { from: 1_000n * ONE, digits: 2 },
  { from: ONE, digits: 4 },
] as const;
const SMALL_DIGITS = 6;

/**
 * Writes the price of a token in dollars, rounded down, with as many digits as prices of its size need.
 * @param price D18{uoa/tok}
 */
export function priceText(price: bigint, locale: string): string {
  const digits = STEPS.find(({ from }) => price >= from)?.digits ?? SMALL_DIGITS;
  const text = amountText({ amount: price, decimals: DECIMALS, digits, rounding: "down", locale });
  return text.startsWith("<") ? `<$${text.slice(1)}` : `$${text}`;
}
