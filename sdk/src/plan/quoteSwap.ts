import { LEG_GAS, swapGas } from "../uniswapV3/swapGas.ts";
import { simulateSwap } from "../uniswapV3/simulateSwap.ts";
import type { Pool } from "./pool.ts";

/** What is asked of a pool: sell so much of the component for USDC, or buy so much of it with USDC. */
export type SwapRequest = {
  readonly pool: Pool;
  readonly side: "sell" | "buy";
  readonly amount: bigint; // {tok} of the component
  readonly sqrtPriceLimitX96: bigint; // Q64.96
};

export type SwapQuote = {
  readonly amount: bigint; // {tok} of the component that moves before the limit, or the gas of a leg, stops the swap
  readonly usdc: bigint; // {usdc} received for a sale, rounded down; paid for a purchase, rounded up
  readonly sqrtPriceX96: bigint; // Q64.96 afterwards
  readonly crossingGas: bigint; // {gas} of the ticks and bitmap words that it passes, beyond a swap that passes none
};

const PLAIN_SWAP = swapGas({ crossed: 0, words: 1 });

/**
 * What a swap would do, as Uniswap v3 does it, across all ticks that are known. It stops before it crosses more ticks than an
 * executor gives a leg gas for.
 */
export function quoteSwap({ pool, side, amount, sqrtPriceLimitX96 }: SwapRequest): SwapQuote {
  if (amount <= 0n)
    return { amount: 0n, usdc: 0n, sqrtPriceX96: pool.sqrtPriceX96, crossingGas: 0n };
  const selling = side === "sell";
  const { paid, received, sqrtPriceX96, crossed, words } = simulateSwap({
    pool,
    zeroForOne: pool.tokenIsToken0 === selling,
    amount: selling ? amount : -amount,
    sqrtPriceLimitX96,
    gasLimit: LEG_GAS,
  });
  return {
    amount: selling ? paid : received,
    usdc: selling ? received : paid,
    sqrtPriceX96,
    crossingGas: swapGas({ crossed, words: Math.max(1, words) }) - PLAIN_SWAP,
  };
}
