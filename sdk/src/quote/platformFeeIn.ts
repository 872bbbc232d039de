import { mulDivUp } from "../units/mulDivUp.ts";
import type { Quote } from "./quote.ts";

/** {usdc} The part of a quoted purchase that pays for the shares of the fee's recipients, rounded up. */
export function platformFeeIn({ usdc, shares, platformFee }: Quote): bigint {
  return shares === 0n ? 0n : mulDivUp(usdc, platformFee, shares + platformFee);
}
