import { MAX_TICK, sqrtPriceAtTick } from "@sheaf/sdk/quote/sqrtPriceAtTick";

/**
 * The greatest tick whose price is not above `sqrtPriceX96`, as Uniswap v3 defines the current tick.
 * @param sqrtPriceX96 Q64.96
 */
export function tickAtSqrtPrice(sqrtPriceX96: bigint): number {
  if (sqrtPriceX96 < sqrtPriceAtTick(-MAX_TICK))
    throw new RangeError(`${sqrtPriceX96} is below the lowest price.`);
  if (sqrtPriceX96 >= sqrtPriceAtTick(MAX_TICK))
    throw new RangeError(`${sqrtPriceX96} is not below the highest price.`);

  let [low, high] = [-MAX_TICK, MAX_TICK]; // price(low) <= sqrtPriceX96 < price(high)
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (sqrtPriceAtTick(middle) <= sqrtPriceX96) low = middle;
    else high = middle;
  }
  return low;
}
