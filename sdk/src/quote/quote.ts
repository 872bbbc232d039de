import type { Hex } from "viem";

import type { UnreadTicks } from "./unreadTicks.ts";

/** What a purchase or a sale would do at the block that was read. */
export type Quote = {
  readonly blockNumber: bigint;
  readonly basketId: bigint;
  readonly shares: bigint; // {share} exactly
  readonly usdc: bigint; // {usdc} expected: paid, or received
  readonly limit: bigint; // {usdc} most to pay, or least to receive
  readonly platformFee: bigint; // {share} issued to the fee's recipients on top, paid for in `usdc`; none on a sale
  readonly poolFee: bigint; // {usdc} part of `usdc` that goes, or went, to pools
  readonly impact: bigint; // WAD, how much worse than the pools' prices, fees aside
  readonly value: bigint; // {uoa} of the shares at the oracle's prices
  readonly valueComplete: boolean; // whether every component has a price
  readonly cost: bigint | undefined; // {uoa} of the exchange, all in but gas; undefined: USDC has no price
  readonly deviation: bigint | undefined; // WAD, how much worse than the oracle's prices all swaps and USDC together are
  readonly deviations: readonly (bigint | undefined)[]; // WAD, the same of each swap, in basket order; undefined: none
  readonly gas: bigint; // {gas} estimated
  readonly legs: readonly Hex[];
  readonly unread: readonly UnreadTicks[]; // ticks with which the quote may be better: `readQuote` reads them
};
