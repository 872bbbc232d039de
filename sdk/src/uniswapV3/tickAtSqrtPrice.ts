import { MAX_TICK, sqrtPriceAtTick } from "./sqrtPriceAtTick.ts";

/** Binary digits of the logarithm after the point; Uniswap v3's `TickMath` takes as many. */
const DIGITS = 14;
/** Q64 1 / log2(sqrt(1.0001)). */
const PER_DOUBLING = 255738958999603826347141n;
/** Q128 Bounds of the logarithm's error. */
const ERROR_BELOW = 3402992956809132418596140100660247210n;
const ERROR_ABOVE = 291339464771989622907027621153398088495n;

/**
 * Uniswap v3's `TickMath.getTickAtSqrtRatio`: the greatest tick whose price is not above `sqrtPriceX96`.
 * @param sqrtPriceX96 Q64.96
 */
export function tickAtSqrtPrice(sqrtPriceX96: bigint): number {
  if (sqrtPriceX96 < sqrtPriceAtTick(-MAX_TICK))
    throw new RangeError(`${sqrtPriceX96} is below the lowest price.`);
  if (sqrtPriceX96 >= sqrtPriceAtTick(MAX_TICK))
    throw new RangeError(`${sqrtPriceX96} is not below the highest price.`);

  const log = log2Of(sqrtPriceX96) * PER_DOUBLING; // Q128
  const lowest = Number((log - ERROR_BELOW) >> 128n);
  const highest = Number((log + ERROR_ABOVE) >> 128n);
  return lowest === highest || sqrtPriceAtTick(highest) > sqrtPriceX96 ? lowest : highest;
}

/** Q64 Logarithm to base 2 of a Q64.96 price, rounded down to `DIGITS` binary digits. */
function log2Of(sqrtPriceX96: bigint): bigint {
  const length = BigInt(sqrtPriceX96.toString(2).length);
  let log = (length - 97n) << 64n;
  let mantissa = (sqrtPriceX96 << 128n) >> length; // Q127, from one to two
  for (let digit = 1n; digit <= DIGITS; digit += 1n) {
    mantissa = (mantissa * mantissa) >> 127n;
    const carry = mantissa >> 128n;
    log += carry << (64n - digit);
    mantissa >>= carry;
  }
  return log;
}
