import { flatPool } from "@sheaf/sdk/uniswapV3/flatPool";
import { squareRoot } from "@sheaf/sdk/units/squareRoot";
import type { Pool } from "@sheaf/sdk/plan/pool";
import type { CostModel } from "./costModel.ts";

export type PoolInputs = {
  readonly price: bigint; // D18{usd/tok}
  readonly volume24h: bigint; // D18{usd}
  readonly costs: CostModel;
};

const Q96 = 1n << 96n;
const NOWHERE = "0x0000000000000000000000000000000000000000";

/**
 * A pool of a component with 18 decimals against USDC with 6, at the market's price. Its liquidity lies over all prices, as
 * in a constant-product pool, so `depth` dollars stand on either side.
 */
export function modelPool({ price, volume24h, costs }: PoolInputs): Pool {
  const wanted = volume24h / costs.depthDivisor;
  const most = wanted > costs.mostDepth ? costs.mostDepth : wanted;
  const depth = most < costs.leastDepth ? costs.leastDepth : most; // D18{usd}
  const sqrtPriceX96 = squareRoot((price << 192n) / 10n ** 30n); // {1e-6 usdc / 1e-18 tok} = D18 / 1e30
  const pool = flatPool({
    address: NOWHERE,
    fee: costs.poolFee,
    sqrtPriceX96,
    liquidity: ((depth / 10n ** 12n) * Q96) / sqrtPriceX96, // {usdc} = liquidity * sqrtPrice
  });
  return { ...pool, tokenIsToken0: true };
}
