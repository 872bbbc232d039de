import type { Listing } from "../listComponents.ts";
import { listingOf } from "../listingOf.ts";
import type { NetworkFile } from "../network/networkSchema.ts";

const PRICE_DECIMALS = 18;

/** How a component of a network file is listed. */
export function componentListing(
  component: NetworkFile["components"][number],
  tokenDecimals: number,
  feedDecimals: number,
): Listing & { readonly token: string } {
  const { token, feed, minPrice, maxPrice, slippage, maxWeight, stable } = component;
  const scale = 10n ** BigInt(PRICE_DECIMALS - feedDecimals);
  return {
    ...listingOf({ token: token.address, feed: feed.address, tokenDecimals }),
    heartbeat: BigInt(feed.heartbeat),
    minAnswer: minPrice > scale ? minPrice / scale : 1n,
    maxAnswer: maxPrice / scale,
    slippage,
    maxWeight,
    stable,
  };
}
