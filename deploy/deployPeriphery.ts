import type { NetworkConnection } from "hardhat/types/network";

import type { IndexLens, IndexRouter } from "../types/index.js";
import PeripheryModule from "./modules/Periphery.ts";

/** What people use an index with. */
export type Periphery = { readonly router: IndexRouter; readonly lens: IndexLens };

export type PeripheryOptions = {
  readonly ethers: NetworkConnection["ethers"];
  readonly ignition: NetworkConnection["ignition"];
  readonly factory: string; // of the indexes
  readonly weth: string;
  readonly poolFactory: string; // of Uniswap v3
};

/** Deploys it; a second run against the same journal deploys nothing. */
export async function deployPeriphery(options: PeripheryOptions): Promise<Periphery> {
  const { ethers, ignition, ...parameters } = options;
  const deployed = await ignition.deploy(PeripheryModule, {
    parameters: { Periphery: parameters },
  });
  return {
    router: await ethers.getContractAt("IndexRouter", await deployed.router.getAddress()),
    lens: await ethers.getContractAt("IndexLens", await deployed.lens.getAddress()),
  };
}
