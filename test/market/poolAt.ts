import { createRequire } from "node:module";

import type { Contract, InterfaceAbi } from "ethers";
import type { NetworkConnection } from "hardhat/types/network";

const require = createRequire(import.meta.url);
const { abi } =
  require("@uniswap/v3-core/artifacts/contracts/UniswapV3Pool.sol/UniswapV3Pool.json") as {
    abi: InterfaceAbi;
  };

/** What the tests read of a pool. */
export type PoolReader = {
  readonly slot0: () => Promise<{ readonly sqrtPriceX96: bigint; readonly tick: bigint }>;
  readonly liquidity: () => Promise<bigint>;
};

/** A Uniswap v3 pool, for reading. */
export function poolAt(ethers: NetworkConnection["ethers"], address: string): PoolReader {
  const pool = new ethers.Contract(address, abi, ethers.provider);
  return pool as Contract & PoolReader;
}
