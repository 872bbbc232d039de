import { zeroAddress } from "viem";

import type { Listing } from "./listing.ts";
import type { ListingFacts } from "./listingFacts.ts";

/** Listing terms that the proposer chooses. */
export type ListingTerms = {
  readonly heartbeat: number; // {s}
  readonly band: bigint; // {1} how many times the answer may rise or fall
  readonly slippage: bigint; // {1} WAD
  readonly maxWeight: bigint; // {1} WAD
  readonly stable: boolean;
};

/** ERC-7726 name of the US dollar (ISO 4217). */
const US_DOLLAR = "0x0000000000000000000000000000000000000348";
const STABLE_PERCENT = 5n; // how far a stablecoin's answer may be from a dollar
const DUST_DIGITS = 10; // a ten-billionth of a whole token is dust

/** The listing of a newcomer that is priced in dollars by one feed. */
export function proposeListing({ token, feed }: ListingFacts, terms: ListingTerms): Listing {
  const dollar = 10n ** BigInt(feed.decimals ?? 0);
  const answer = feed.answer !== undefined && feed.answer > 0n ? feed.answer : 0n;
  const [minAnswer, maxAnswer] = terms.stable
    ? [(dollar * (100n - STABLE_PERCENT)) / 100n, (dollar * (100n + STABLE_PERCENT)) / 100n]
    : [answer / terms.band, answer * terms.band];
  return {
    token: token.address,
    feed: feed.address,
    quote: US_DOLLAR,
    heartbeat: terms.heartbeat,
    minAnswer,
    maxAnswer,
    secondFeed: zeroAddress,
    secondHeartbeat: 0,
    maxDivergence: 0n,
    slippage: terms.slippage,
    maxWeight: terms.maxWeight,
    dust: 10n ** BigInt(Math.max((token.decimals ?? 0) - DUST_DIGITS, 0)),
    stable: terms.stable,
  };
}
