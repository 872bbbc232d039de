import type { Address } from "viem";

/** A tick at which liquidity begins or ends. */
export type InitializedTick = {
  readonly tick: number;
  readonly sqrtPriceX96: bigint; // Q64.96
  readonly liquidityNet: bigint; // what comes into range when the price rises over it
};

/** A Uniswap v3 pool at one block, known between two ticks. */
export type PoolState = {
  readonly pool: Address;
  readonly fee: bigint; // {1e6}
  readonly sqrtPriceX96: bigint; // Q64.96 of token1 per token0
  readonly tick: number;
  readonly liquidity: bigint; // in range now
  readonly lowest: bigint; // Q64.96
  readonly highest: bigint; // Q64.96
  readonly ticks: readonly InitializedTick[]; // ascending
};
