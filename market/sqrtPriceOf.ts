import { squareRoot } from "@sheaf/sdk/units/squareRoot";

/** How a token and the dollar lie in their pool. */
export type PoolOrder = { readonly tokenDecimals: number; readonly tokenIsToken0: boolean };

/**
 * The pool price at which a token trades at `price`, a dollar of 6 decimals being worth $1.
 * @param price D18{usd/token}
 * @returns Q64.96 square root of token1 per token0 in raw units, rounded down
 */
export function sqrtPriceOf(price: bigint, { tokenDecimals, tokenIsToken0 }: PoolOrder): bigint {
  const usdcRaw = price * 10n ** 6n; // per 10^18 * 10^tokenDecimals raw tokens
  const tokenRaw = 10n ** BigInt(18 + tokenDecimals);
  const [numerator, denominator] = tokenIsToken0 ? [usdcRaw, tokenRaw] : [tokenRaw, usdcRaw];
  return squareRoot((numerator << 192n) / denominator);
}
