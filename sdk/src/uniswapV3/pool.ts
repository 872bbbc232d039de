import type { Address } from "viem";

/** A tick at which liquidity begins or ends. */
export type InitializedTick = {
  readonly tick: number;
  readonly liquidityNet: bigint; // added to the liquidity in range when the price rises past the tick
};

/** A Uniswap v3 pool at one block. Its ticks are known from `lowest` to `highest`, both included. */
export type Pool = {
  readonly address: Address;
  readonly fee: bigint; // {1e6}
  readonly tickSpacing: number;
  readonly sqrtPriceX96: bigint; // Q64.96 of token1 per token0
  readonly tick: number;
  readonly liquidity: bigint; // in range now
  readonly lowest: number; // {tick}
  readonly highest: number; // {tick}
  readonly ticks: readonly InitializedTick[]; // ascending
};
