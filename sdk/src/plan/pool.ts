import type { Address } from "viem";

/** A Uniswap v3 pool of a component against USDC, as it stands. */
export type Pool = {
  readonly address: Address;
  readonly fee: bigint; // {1e6} hundredths of a basis point
  readonly sqrtPriceX96: bigint; // Q64.96 of token1 per token0
  readonly liquidity: bigint; // in range now
  readonly tokenIsToken0: boolean; // whether the component is token0, else USDC is
};
