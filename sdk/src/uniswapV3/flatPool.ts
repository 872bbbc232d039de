import type { Pool } from "./pool.ts";
import { HIGHEST_LIMIT, LOWEST_LIMIT, MAX_TICK } from "./sqrtPriceAtTick.ts";
import { tickAtSqrtPrice } from "./tickAtSqrtPrice.ts";

/**
 * A pool of which only the price and the liquidity in range are known: it is taken to be as deep at every price. At a price that no
 * pool can have, nothing moves in it.
 */
export function flatPool(
  known: Pick<Pool, "address" | "fee" | "sqrtPriceX96" | "liquidity">,
): Pool {
  const { sqrtPriceX96 } = known;
  return {
    ...known,
    tickSpacing: MAX_TICK, // one word holds all ticks
    tick:
      sqrtPriceX96 < LOWEST_LIMIT
        ? -MAX_TICK
        : sqrtPriceX96 > HIGHEST_LIMIT
          ? MAX_TICK
          : tickAtSqrtPrice(sqrtPriceX96),
    lowest: -MAX_TICK,
    highest: MAX_TICK,
    ticks: [],
  };
}
