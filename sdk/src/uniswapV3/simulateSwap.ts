import { nextTick } from "./nextTick.ts";
import type { Pool } from "./pool.ts";
import { HIGHEST_LIMIT, LOWEST_LIMIT, sqrtPriceAtTick } from "./sqrtPriceAtTick.ts";
import { swapGas } from "./swapGas.ts";
import type { SwapPath } from "./swapGas.ts";
import { swapStep } from "./swapStep.ts";
import { tickAtSqrtPrice } from "./tickAtSqrtPrice.ts";

export type SwapRequest = {
  readonly pool: Pool;
  readonly zeroForOne: boolean; // whether token0 is paid
  readonly amount: bigint; // {tok} paid if positive, received if negative
  readonly sqrtPriceLimitX96?: bigint; // Q64.96 where the swap stops; absent: where the pool's prices end
  readonly gasLimit?: bigint; // {gas} the swap stops before its path costs more
};

/** Why a swap ended: all of it was done, price or gas reached its limit, or the pool's ticks are not known any farther. */
export type SwapEnd = "done" | "limit" | "gas" | "unknown";

export type SwapResult = SwapPath & {
  readonly paid: bigint; // {tok} fee included
  readonly received: bigint; // {tok}
  readonly remaining: bigint; // {tok} of the amount, with its sign; zero if the swap is done
  readonly fee: bigint; // {tok} of what is paid
  readonly zeroForOne: boolean; // whether the price fell
  readonly sqrtPriceX96: bigint; // Q64.96 afterwards
  readonly end: SwapEnd;
  readonly after: Pool;
};

/** What a Uniswap v3 pool would do, step by step as the pool does it, to the last unit. */
export function simulateSwap({
  pool,
  zeroForOne,
  amount,
  sqrtPriceLimitX96,
  gasLimit,
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
  let between = false; // whether `tick` is behind the price
  const isKnown =
    sqrtPriceX96 >= sqrtPriceAtTick(pool.lowest) && sqrtPriceX96 <= sqrtPriceAtTick(pool.highest);
  if (!isKnown) end = "unknown";
  while (remaining !== 0n && end === "done") {
    if (!isBefore(sqrtPriceX96)) {
      end = "limit";
      break;
    }
    // The next step may cross a tick.
    if (gasLimit !== undefined && swapGas({ crossed: crossed + 1, words: words + 1 }) > gasLimit) {
      end = "gas";
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
      between = false;
    } else {
      if (moved) between = true; // a pool whose price stays keeps its tick
      if (step.to === nextPrice && remaining !== 0n) end = "unknown";
    }
  }
  return {
    ...{ paid, received, remaining, fee, zeroForOne, sqrtPriceX96, crossed, words, end },
    // The tick of a price between two is seldom needed, and takes as long as the swap.
    get after() {
      return {
        ...pool,
        sqrtPriceX96,
        liquidity,
        tick: between ? tickAtSqrtPrice(sqrtPriceX96) : tick,
      };
    },
  };
}
