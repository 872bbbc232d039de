import { MalformedDecimalError } from "@sheaf/sdk/units/errors";
import { parseDecimal } from "@sheaf/sdk/units/parseDecimal";

/**
 * An amount above zero with at most `decimals` digits after the point, as an integer of `decimals` decimals.
 * @returns undefined if the text is no such amount
 */
export function amountOf(text: string, decimals: number): bigint | undefined {
  try {
    const amount = parseDecimal(text, decimals, "exact");
    return amount > 0n ? amount : undefined;
  } catch (error) {
    if (error instanceof MalformedDecimalError) return undefined;
    throw error;
  }
}
