import type { PoolOrder } from "./sqrtPriceOf.ts";

/**
 * The price at which a token trades in a pool: the inverse of `sqrtPriceOf`.
 * @param sqrtPriceX96 Q64.96
 * @returns D18{usd/token}, rounded down
 */
export function priceOf(sqrtPriceX96: bigint, { tokenDecimals, tokenIsToken0 }: PoolOrder): bigint {
  const square = sqrtPriceX96 ** 2n; // Q128.192
  const scale = 10n ** BigInt(12 + tokenDecimals);
  return tokenIsToken0 ? (square * scale) >> 192n : (scale << 192n) / square;
}
