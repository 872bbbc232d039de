import { durationText } from "@sheaf/sdk/errors/text/durationText";
import { percentText } from "@sheaf/sdk/errors/text/percentText";
import { zeroAddress } from "viem";

import type { Listing } from "../listing/listing.ts";

/** A listing's terms in words, without a full stop. */
export function listingText(listing: Listing): string {
  const second =
    listing.secondFeed === zeroAddress
      ? ""
      : `, agreeing with ${listing.secondFeed} within ${percentText(listing.maxDivergence)}`;
  const kind = listing.stable ? "a stablecoin " : "";
  return (
    `${kind}${listing.token} by the feed ${listing.feed}${second}: answers of ${listing.minAnswer} to ${listing.maxAnswer}, ` +
    `at most ${durationText(BigInt(listing.heartbeat))} old; slippage tier ${percentText(listing.slippage)}; ` +
    `at most ${percentText(listing.maxWeight)} of an index`
  );
}
