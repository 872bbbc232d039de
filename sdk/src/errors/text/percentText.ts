import { decimalText } from "./decimalText.ts";

/** A part of one as a percentage, with four digits at most. */
export function percentText(
  part: bigint, // {1} WAD
): string {
  return `${decimalText(part * 100n, 18, 4)} %`;
}
