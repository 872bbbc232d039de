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
  readonly slippage?: bigint | undefined; // WAD, the component's tier: fee and price together stay within it
  readonly minimum: bigint; // {uoa} that a part must be worth to be a leg of its own
};

export type RoutedPart = {
  readonly pool: Pool;
  readonly amount: bigint; // {tok} that moves before the limit
  readonly sqrtPriceLimitX96: bigint; // Q64.96
};

/** WAD of a millionth, in which pools count their fees. */
const FEE_SCALE = 10n ** 12n;

/**
 * Which pools take how much of a leg before the worst price. A part that is too small to be worth its gas goes to the others,
 * the smallest first, so that a small leg goes to one pool. Parts that bring or take no USDC are left out.
 */
export function routeLeg(routing: LegRouting): RoutedPart[] {
  const { side, price, usdcPrice } = routing;
  const limitOf = (pool: Pool): bigint =>
    sqrtPriceLimit({
      side,
      tokenIsToken0: pool.tokenIsToken0,
      price,
      usdcPrice,
      worst: worstIn(pool, routing),
    });
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

/** WAD How far a pool may be taken. A tier that is less than the pool's fee binds the trade as a whole and not this price. */
function worstIn({ fee }: Pool, { worst, slippage }: LegRouting): bigint {
  const afterFee = slippage === undefined ? worst : slippage - fee * FEE_SCALE;
  return afterFee > 0n && afterFee < worst ? afterFee : worst;
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
