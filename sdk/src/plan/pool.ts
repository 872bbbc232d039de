import type { Pool as UniswapV3Pool } from "../uniswapV3/pool.ts";

/** A Uniswap v3 pool of a component against USDC. */
export type Pool = UniswapV3Pool & {
  readonly tokenIsToken0: boolean; // whether the component is token0, else USDC is
};
