import type { NetworkConnection } from "hardhat/types/network";

import type { UniswapV4Executor } from "../types/index.js";
import UniswapV4Module from "./modules/UniswapV4.ts";

export type UniswapV4Options = {
  readonly ethers: NetworkConnection["ethers"];
  readonly ignition: NetworkConnection["ignition"];
  readonly poolManager: string; // of Uniswap v4
};

/** Deploys the executor for Uniswap v4; a second run against the same journal deploys nothing. */
export async function deployUniswapV4(options: UniswapV4Options): Promise<UniswapV4Executor> {
  const { ethers, ignition, poolManager } = options;
  const { executor } = await ignition.deploy(UniswapV4Module, {
    parameters: { UniswapV4: { poolManager } },
  });
  return ethers.getContractAt("UniswapV4Executor", await executor.getAddress());
}
