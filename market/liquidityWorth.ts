const Q96 = 1n << 96n;

/** Precision of the value of one unit of liquidity. */
const SCALE = 1n << 160n;

/** A price range around the current price. All Q64.96. */
export type PriceRange = {
  readonly lower: bigint;
  readonly current: bigint;
  readonly upper: bigint;
};

/**
 * The liquidity of a position that is worth `usdcValue` when placed.
 * @param usdcValue {usdc} of both sides together
 * @returns {liquidity}, rounded down
 */
export function liquidityWorth(
  usdcValue: bigint,
  { lower, current, upper }: PriceRange,
  tokenIsToken0: boolean,
): bigint {
  const amount0 = (SCALE * Q96 * (upper - current)) / (upper * current); // {tok0} = SCALE units of liquidity
  const amount1 = (SCALE * (current - lower)) / Q96; // {tok1}
  const value = tokenIsToken0
    ? amount1 + (amount0 * current ** 2n) / Q96 ** 2n
    : amount0 + (amount1 * Q96 ** 2n) / current ** 2n; // {usdc}

  return (usdcValue * SCALE) / value;
}
