import type { NetworkConnection } from "hardhat/types/network";
import type { Contract } from "ethers";

import type { MarketOperator, MockAggregator, MockFeedProxy, MockUSDC } from "../types/index.js";
import type { DepthRule } from "./depthFor.ts";

export type Ethers = NetworkConnection["ethers"];

/** One name's week. */
export type MarketRow = {
  readonly id: string;
  readonly symbol?: string; // of the token, read once at listing
  readonly price: bigint; // D18{usd/token}
  readonly volume24h: bigint; // D18{usd}
};

/** A listed name. Plain data: it can be written to a file. */
export type MarketName = {
  readonly id: string;
  readonly symbol: string;
  readonly token: string;
  readonly tokenDecimals: number;
  readonly feed: string; // the proxy: what products read
  readonly aggregator: string; // behind it: what the market writes
  readonly feedDecimals: number;
  readonly answer: bigint; // D(feed){usd/token} when it was listed
  readonly pool: string;
  readonly tokenIsToken0: boolean;
};

/** A market on a local chain. */
export type LocalMarket = {
  readonly ethers: Ethers;
  readonly usdc: MockUSDC;
  readonly usdcFeed: MockFeedProxy;
  readonly usdcAggregator: MockAggregator;
  readonly weth: Contract;
  readonly factory: Contract;
  readonly operator: MarketOperator;
  readonly decimalsOf: (id: string) => number;
  readonly depth: DepthRule;
  readonly names: Map<string, MarketName>; // by id; addToMarket adds
};
