import { quoteSwap } from "./quoteSwap.ts";
import { splitOverPools } from "./splitOverPools.ts";
import { sqrtPriceLimit } from "./sqrtPriceLimit.ts";
import { valueOf } from "./valueOf.ts";
import type { LegSide } from "./plan.ts";
import type { Pool } from "./pool.ts";

export type LegRouting = {
  readonly pools: readonly Pool[]; // of one component against USDC
  readonly side: LegSide;
  readonly amount: bigint; // {tok}
  readonly price: bigint; // {uoa} per 1e36 {tok}
  readonly usdcPrice: bigint; // {uoa} per 1e36 {usdc}
  readonly worst: bigint; // WAD, how far beyond the oracle's price a pool may be taken
  readonly minimum: bigint; // {uoa} that a part must be worth to be a leg of its own
};

export type RoutedPart = {
  readonly pool: Pool;
  readonly amount: bigint; // {tok} that moves before the limit
  readonly sqrtPriceLimitX96: bigint; // Q64.96
};

/**
 * Which pools take how much of a leg before the worst price. A part that is too small to be worth its gas goes to the others,
 * the smallest first, so that a small leg goes to one pool. Parts that bring or take no USDC are left out.
 */
export function routeLeg(routing: LegRouting): RoutedPart[] {
  const { side, price, usdcPrice, worst } = routing;
  const limitOf = ({ tokenIsToken0 }: Pool): bigint =>
    sqrtPriceLimit({ side, tokenIsToken0, price, usdcPrice, worst });
  let pools = routing.pools;
  for (;;) {
    const parts = split(pools, routing, limitOf);
    const smallest = parts.reduce<RoutedPart | undefined>(
      (least, part) => (least === undefined || part.amount < least.amount ? part : least),
      undefined,
    );
    if (smallest === undefined || parts.length === 1) return parts;
    if (valueOf(smallest.amount, price) >= routing.minimum) return parts;
    pools = parts.filter((part) => part !== smallest).map(({ pool }) => pool);
  }
}

function split(
  pools: readonly Pool[],
  { side, amount }: LegRouting,
  limitOf: (pool: Pool) => bigint,
): RoutedPart[] {
  const [pool] = pools;
  const parts =
    pool !== undefined && pools.length === 1
      ? [{ pool, ...quoteSwap({ pool, side, amount, sqrtPriceLimitX96: limitOf(pool) }) }]
      : splitOverPools({ pools, side, amount, sqrtPriceLimitX96: limitOf });
  return parts
    .filter((part) => part.amount > 0n && part.usdc > 0n)
    .map((part) => ({
      pool: part.pool,
      amount: part.amount,
      sqrtPriceLimitX96: limitOf(part.pool),
    }));
}
