import type { MarketName } from "../../market/LocalMarket.ts";

/** What Uniswap accepts as a limit: no swap of a benchmark comes near. */
const LOWEST = 4295128740n;
const HIGHEST = 1461446703485210103287273052203988822378723970341n;

/** One swap as the floor does it: exactly `amount` {tok} of the name is bought with USDC, or sold for it. */
export function floorLeg(
  { pool, token, tokenIsToken0 }: Pick<MarketName, "pool" | "token" | "tokenIsToken0">,
  usdc: string,
  amount: bigint,
  isPurchase: boolean,
) {
  const zeroForOne = isPurchase !== tokenIsToken0; // a purchase pays USDC, a sale the token
  return {
    pool,
    tokenIn: isPurchase ? usdc : token,
    zeroForOne,
    amount: isPurchase ? -amount : amount,
    sqrtPriceLimitX96: zeroForOne ? LOWEST : HIGHEST,
  };
}
