import { squareRoot } from "../units/squareRoot.ts";
import { WAD } from "../units/wad.ts";

/** {1} Weekly readings in a year. */
const YEAR = 52n;

/**
 * WAD The volatility a year of weekly prices, oldest first: the sample deviation of their simple returns times the root of 52,
 * rounded down. Undefined below three prices.
 */
export function volatilityOf(prices: readonly bigint[]): bigint | undefined {
  if (prices.length < 3) return undefined;
  const returns = prices.slice(1).map((price, at) => {
    const before = prices[at] ?? 1n;
    return ((price - before) * WAD) / before;
  });
  const count = BigInt(returns.length);
  const mean = returns.reduce((sum, value) => sum + value, 0n) / count;
  const squares = returns.reduce((sum, value) => sum + (value - mean) ** 2n, 0n);
  return squareRoot((squares * YEAR) / (count - 1n));
}
