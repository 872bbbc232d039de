import { HIGHEST_LIMIT, LOWEST_LIMIT } from "../uniswapV3/sqrtPriceAtTick.ts";
import { WAD } from "../units/wad.ts";
import { squareRoot } from "../units/squareRoot.ts";

export type PriceLimitInputs = {
  readonly side: "sell" | "buy";
  readonly tokenIsToken0: boolean;
  readonly price: bigint; // {uoa} per 1e36 {tok}, the oracle's
  readonly usdcPrice: bigint; // {uoa} per 1e36 {usdc}, the oracle's
  readonly worst: bigint; // WAD, how far beyond the oracle's price a pool may be taken
};

/** Q64.96 The pool price at which a swap has to stop: the oracle's price, worse by `worst`. Rounded towards stopping early. */
export function sqrtPriceLimit({
  side,
  tokenIsToken0,
  price,
  usdcPrice,
  worst,
}: PriceLimitInputs): bigint {
  // {usdc/tok} = numerator / denominator
  const numerator = price * (side === "sell" ? WAD - worst : WAD + worst);
  const denominator = usdcPrice * WAD;
  const square = tokenIsToken0
    ? (numerator << 192n) / denominator
    : (denominator << 192n) / numerator;
  const falls = tokenIsToken0 === (side === "sell");
  const limit = squareRoot(square) + (falls ? 1n : 0n);
  if (limit < LOWEST_LIMIT) return LOWEST_LIMIT;
  return limit > HIGHEST_LIMIT ? HIGHEST_LIMIT : limit;
}
