import { decimalText } from "./decimalText.ts";

/** An amount of USDC. */
export function usdcText(
  amount: bigint, // {usdc}
): string {
  return `${decimalText(amount, 6, 6)} USDC`;
}
