import type { Listing } from "./listComponents.ts";
import { listingOf } from "./listingOf.ts";

const WAD = 10n ** 18n;
const USUAL_FEED_DECIMALS = 8;

export type DollarName = Parameters<typeof listingOf>[0] & { readonly feedDecimals?: number };

/**
 * How a dollar of a local market is listed: no tier, a price within 5 % of a dollar by its feed, usually of 8 decimals, and half
 * of an index at most, where it is not USDC, which has no such limit.
 */
export function dollarListingOf(name: DollarName): Listing & { readonly token: string } {
  const cent = 10n ** BigInt((name.feedDecimals ?? USUAL_FEED_DECIMALS) - 2);
  return {
    ...listingOf(name),
    minAnswer: 95n * cent,
    maxAnswer: 105n * cent,
    slippage: 0n,
    maxWeight: WAD / 2n,
    stable: true,
  };
}
