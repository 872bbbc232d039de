const Q192 = 2n ** 192n;
const WAD_DIGITS = 18;

export type PoolPrice = {
  readonly sqrtPriceX96: bigint; // Q64.96 of token1 per token0
  readonly isToken0: boolean; // whether the token is token0
  readonly decimals: number; // of the token
  readonly otherDecimals: number;
};

/** D18{other/token} Price of a whole token in the other token of a pool, rounded down. */
export function poolPrice({ sqrtPriceX96, isToken0, decimals, otherDecimals }: PoolPrice): bigint {
  const square = sqrtPriceX96 ** 2n;
  const [numerator, denominator] = isToken0 ? [square, Q192] : [Q192, square];
  const scale = 10n ** BigInt(WAD_DIGITS + decimals);
  return denominator === 0n
    ? 0n
    : (numerator * scale) / (denominator * 10n ** BigInt(otherDecimals));
}
