import { liquidityWorth } from "./liquidityWorth.ts";
import { sqrtPriceAtTick } from "@sheaf/sdk/uniswapV3/sqrtPriceAtTick";
import { tickAtSqrtPrice } from "@sheaf/sdk/uniswapV3/tickAtSqrtPrice";

const TICK_SPACING = 60;
const LAST_TICK = 887220; // the last multiple of the spacing

/** Full range, about ±30 % and about ±8 %: {ticks} to either side, and each one's part of the depth in {%}. */
const SHAPES = [
  { reach: Number.POSITIVE_INFINITY, part: 20n },
  { reach: 2640, part: 40n },
  { reach: 780, part: 40n },
] as const;

export type Position = {
  readonly tickLower: number;
  readonly tickUpper: number;
  readonly liquidity: bigint;
};
export type Positions = [Position, Position, Position];

/**
 * Three positions around a price, all of them in range.
 * @param sqrtPriceX96 Q64.96
 * @param depth D18{usd} value of the three together
 */
export function positionsAround(
  sqrtPriceX96: bigint,
  depth: bigint,
  tokenIsToken0: boolean,
): Positions {
  const centre = Math.round(tickAtSqrtPrice(sqrtPriceX96) / TICK_SPACING) * TICK_SPACING;
  return SHAPES.map(({ reach, part }) => {
    const tickLower = Math.max(centre - reach, -LAST_TICK);
    const tickUpper = Math.min(centre + reach, LAST_TICK);
    const range = {
      lower: sqrtPriceAtTick(tickLower),
      current: sqrtPriceX96,
      upper: sqrtPriceAtTick(tickUpper),
    };
    const usdcValue = (depth * part) / 100n / 10n ** 12n;
    return { tickLower, tickUpper, liquidity: liquidityWorth(usdcValue, range, tokenIsToken0) };
  }) as Positions;
}
