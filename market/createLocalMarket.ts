import type { NetworkConnection } from "hardhat/types/network";

import LocalMarketModule from "../deploy/modules/LocalMarket.ts";
import { addToMarket } from "./addToMarket.ts";
import { decimalsOf as usualDecimalsOf } from "./decimalsOf.ts";
import type { DepthRule } from "./depthFor.ts";
import type { LocalMarket, MarketRow } from "./LocalMarket.ts";
import { USUAL_DEPTH } from "./usualDepth.ts";

export type LocalMarketOptions = {
  readonly ethers: NetworkConnection["ethers"];
  readonly ignition: NetworkConnection["ignition"];
  readonly rows?: readonly MarketRow[]; // listed at once; addToMarket lists more
  readonly decimalsOf?: (id: string) => number;
  readonly depth?: Partial<DepthRule>;
};

/** Deploys a local market and lists the names of `rows` in it. */
export async function createLocalMarket(options: LocalMarketOptions): Promise<LocalMarket> {
  const { ethers, ignition, rows = [], decimalsOf = usualDecimalsOf, depth } = options;
  const deployed = await ignition.deploy(LocalMarketModule);

  const market: LocalMarket = {
    ethers,
    usdc: await ethers.getContractAt("MockUSDC", deployed.usdc),
    usdcFeed: await ethers.getContractAt("MockFeedProxy", deployed.usdcFeed),
    usdcAggregator: await ethers.getContractAt("MockAggregator", deployed.usdcAggregator),
    weth: deployed.weth,
    factory: deployed.factory,
    operator: await ethers.getContractAt("MarketOperator", deployed.operator),
    decimalsOf,
    depth: { ...USUAL_DEPTH, ...depth },
    names: new Map(),
  };
  await addToMarket(market, rows);
  return market;
}
