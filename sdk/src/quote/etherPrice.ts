import { poolKey } from "../uniswapV3/poolKey.ts";
import { candidateRoutes } from "./candidateRoutes.ts";
import type { QuoteState } from "./quoteState.ts";

/** {wei} A whole ether. */
const ETHER = 10n ** 18n;
/** {uoa/usdc} A unit of USDC counts as a millionth of a dollar: this is for display. */
const USDC_SCALE = 10n ** 12n;

/**
 * Price of an ether in the deepest pool of WETH and USDC, for display.
 * @returns {uoa/ether}; undefined where there is no such pool
 */
export function etherPrice({ pools, usdc, weth }: QuoteState): bigint | undefined {
  const known = candidateRoutes(true).flatMap(({ fee }) => {
    const pool = pools.get(poolKey(weth, usdc, fee));
    return pool === undefined || pool.liquidity === 0n ? [] : [pool];
  });
  const deepest = known.toSorted((a, b) => (a.liquidity > b.liquidity ? -1 : 1))[0];
  if (deepest === undefined) return undefined;
  const square = deepest.sqrtPriceX96 ** 2n; // Q128.192
  const cash = BigInt(weth) < BigInt(usdc) ? (ETHER * square) >> 192n : (ETHER << 192n) / square;
  return cash * USDC_SCALE;
}
