import { ZeroAddress } from "ethers";
import type { NetworkConnection } from "hardhat/types/network";

import type {
  ComponentRegistry,
  IndexFactory,
  PriceOracle,
  Roles,
  TimelockController,
  UniswapV3Executor,
} from "../types/index.js";
import SheafModule from "./modules/Sheaf.ts";

/** The contracts that every index shares. */
export type Sheaf = {
  readonly timelock: TimelockController;
  readonly roles: Roles;
  readonly registry: ComponentRegistry;
  readonly oracle: PriceOracle;
  readonly factory: IndexFactory;
  readonly executor: UniswapV3Executor;
};

export type SheafOptions = {
  readonly ethers: NetworkConnection["ethers"];
  readonly ignition: NetworkConnection["ignition"];
  readonly usdc: string;
  readonly admin: string;
  readonly strategist: string;
  readonly keeper: string;
  readonly guardian: string;
  readonly adminDelay: number; // {s}
  readonly sequencerFeed?: string; // uptime feed of the rollup's sequencer; none on a chain of its own
};

/** Deploys them; a second run against the same journal deploys nothing. */
export async function deploySheaf(options: SheafOptions): Promise<Sheaf> {
  const { ethers, ignition, sequencerFeed = ZeroAddress, ...given } = options;
  const parameters = { ...given, proposers: [given.admin], sequencerFeed };
  const deployed = await ignition.deploy(SheafModule, { parameters: { Sheaf: parameters } });
  return {
    timelock: await ethers.getContractAt(
      "TimelockController",
      await deployed.timelock.getAddress(),
    ),
    roles: await ethers.getContractAt("Roles", await deployed.roles.getAddress()),
    registry: await ethers.getContractAt("ComponentRegistry", await deployed.registry.getAddress()),
    oracle: await ethers.getContractAt("PriceOracle", await deployed.oracle.getAddress()),
    factory: await ethers.getContractAt("IndexFactory", await deployed.factory.getAddress()),
    executor: await ethers.getContractAt("UniswapV3Executor", await deployed.executor.getAddress()),
  };
}
