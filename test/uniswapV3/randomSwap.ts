import type { RandomStream } from "@sheaf/lab/market/splitMix64";
import type { Pool } from "@sheaf/sdk/uniswapV3/pool";
import type { SwapRequest } from "@sheaf/sdk/uniswapV3/simulateSwap";
import { HIGHEST_LIMIT, LOWEST_LIMIT } from "@sheaf/sdk/uniswapV3/sqrtPriceAtTick";

/** A swap of any size in either direction, exact in what is paid or received, at times with a limit. */
export function randomSwap({ between }: RandomStream, pool: Pool): SwapRequest {
  const { sqrtPriceX96 } = pool;
  const drawn = between(0n, 1n) === 0n;
  // At the end of all prices a pool takes a swap in one direction alone.
  const zeroForOne = sqrtPriceX96 === HIGHEST_LIMIT || (drawn && sqrtPriceX96 !== LOWEST_LIMIT);
  const size = 10n ** between(0n, 26n) * between(1n, 999_999n);
  const amount = between(0n, 1n) === 0n ? size : -size;
  const moved = (sqrtPriceX96 * between(1n, 400n)) / 1_000n; // 40 % of the root at most
  const near = zeroForOne ? sqrtPriceX96 - moved : sqrtPriceX96 + moved;
  const isLimit = zeroForOne
    ? near >= LOWEST_LIMIT && near < sqrtPriceX96
    : near <= HIGHEST_LIMIT && near > sqrtPriceX96;
  // A pool with narrow ticks runs out of gas before it runs out of prices.
  const limited = isLimit && (pool.tickSpacing < 60 || between(0n, 1n) === 0n);
  return { pool, zeroForOne, amount, ...(limited ? { sqrtPriceLimitX96: near } : {}) };
}
