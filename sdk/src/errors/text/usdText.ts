import { decimalText } from "./decimalText.ts";

/** A value in US dollars. */
export function usdText(
  value: bigint, // {uoa}
): string {
  return `${decimalText(value, 18, 6)} USD`;
}
