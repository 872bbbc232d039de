import type { Listing } from "./listComponents.ts";
import { listingOf } from "./listingOf.ts";

const WAD = 10n ** 18n;
const FEED_DECIMALS = 8n;

/** How the dollar of a local market is listed: no tier, and a price within 5 % of a dollar by a feed of 8 decimals. */
export function dollarListingOf(name: Parameters<typeof listingOf>[0]): Listing {
  const cent = 10n ** (FEED_DECIMALS - 2n);
  return {
    ...listingOf(name),
    minimumAnswer: 95n * cent,
    maximumAnswer: 105n * cent,
    slippage: 0n,
    maximumWeight: WAD,
    stable: true,
  };
}
