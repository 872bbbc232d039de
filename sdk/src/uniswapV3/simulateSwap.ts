import { nextTick } from "./nextTick.ts";
import type { Pool } from "./pool.ts";
import { sqrtPriceAtTick } from "./sqrtPriceAtTick.ts";
import { swapStep } from "./swapStep.ts";
import { tickAtSqrtPrice } from "./tickAtSqrtPrice.ts";

export type SwapRequest = {
  readonly pool: Pool;
  readonly zeroForOne: boolean; // whether token0 is paid
  readonly amount: bigint; // {tok} paid if positive, received if negative
  readonly sqrtPriceLimitX96?: bigint; // Q64.96 where the swap stops; absent: where the pool's prices end
};

/** Why a swap ended: all of it was done, the price reached its limit, or the pool's ticks are not known any farther. */
export type SwapEnd = "done" | "limit" | "unknown";

export type SwapResult = {
  readonly paid: bigint; // {tok} fee included
  readonly received: bigint; // {tok}
  readonly remaining: bigint; // {tok} of the amount, with its sign; zero if the swap is done
  readonly fee: bigint; // {tok} of what is paid
  readonly crossed: number; // initialized ticks
  readonly words: number; // steps, each of which reads a word of the bitmap
  readonly end: SwapEnd;
  readonly after: Pool;
};

/** Q64.96 Limits that a pool accepts. */
export const LOWEST_LIMIT = 4295128740n;
export const HIGHEST_LIMIT = 1461446703485210103287273052203988822378723970341n;

/** What a Uniswap v3 pool would do, step by step as the pool does it, to the last unit. */
export function simulateSwap({
  pool,
  zeroForOne,
  amount,
  sqrtPriceLimitX96,
}: SwapRequest): SwapResult {
  const farthest = zeroForOne ? LOWEST_LIMIT : HIGHEST_LIMIT;
  const limit = sqrtPriceLimitX96 ?? farthest;
  const edge = zeroForOne ? pool.lowest : pool.highest;
  const isPast = (a: number, b: number): boolean => (zeroForOne ? a < b : a > b);
  const isBefore = (price: bigint): boolean => (zeroForOne ? price > limit : price < limit);

  let { sqrtPriceX96, tick, liquidity } = pool;
  let [paid, received, fee, remaining] = [0n, 0n, 0n, amount];
  let [crossed, words] = [0, 0];
  let end: SwapEnd = "done";
  const isKnown =
    sqrtPriceX96 >= sqrtPriceAtTick(pool.lowest) && sqrtPriceX96 <= sqrtPriceAtTick(pool.highest);
  if (!isKnown) end = "unknown";
  while (remaining !== 0n && end !== "unknown") {
    if (!isBefore(sqrtPriceX96)) {
      end = "limit";
      break;
    }
    const next = nextTick(pool, tick, zeroForOne);
    const beyond = isPast(next.tick, edge);
    const nextPrice = sqrtPriceAtTick(beyond ? edge : next.tick);
    const step = swapStep({
      from: sqrtPriceX96,
      target: isBefore(nextPrice) ? nextPrice : limit,
      zeroForOne,
      liquidity,
      remaining,
      fee: pool.fee,
    });
    paid += step.paid + step.fee;
    received += step.received;
    fee += step.fee;
    remaining = amount > 0n ? amount - paid : amount + received;
    const moved = step.to !== sqrtPriceX96;
    sqrtPriceX96 = step.to;
    words += 1;
    if (step.to === nextPrice && !beyond) {
      if (next.liquidityNet !== undefined) {
        liquidity += zeroForOne ? -next.liquidityNet : next.liquidityNet;
        crossed += 1;
      }
      tick = zeroForOne ? next.tick - 1 : next.tick;
    } else {
      if (moved) tick = tickAtSqrtPrice(step.to);
      if (step.to === nextPrice && remaining !== 0n) end = "unknown";
    }
  }
  const after = { ...pool, sqrtPriceX96, tick, liquidity };
  return { paid, received, remaining, fee, crossed, words, end, after };
}
