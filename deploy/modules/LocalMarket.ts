import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

import { packagedArtifact } from "./packagedArtifact.ts";

/** The real contracts, as their packages compiled them. */
const uniswapV3Factory = packagedArtifact(
  "@uniswap/v3-core/artifacts/contracts/UniswapV3Factory.sol/UniswapV3Factory.json",
);
const weth9 = packagedArtifact("canonical-weth/build/contracts/WETH9.json");

const USDC_FEED_DECIMALS = 8;
const ONE_DOLLAR = 10n ** 8n; // {usd/usdc}, feed decimals

/** A market for local chains: a dollar with its feed, wrapped ether, Uniswap v3, and the operator that plays everyone else. */
export default buildModule("LocalMarket", (m) => {
  const usdc = m.contract("MockUSDC");
  const weth = m.contract("WETH9", weth9);
  const factory = m.contract("UniswapV3Factory", uniswapV3Factory);
  const operator = m.contract("MarketOperator", [factory, usdc]);
  const usdcAggregator = m.contract("MockAggregator", [
    USDC_FEED_DECIMALS,
    "USDC / USD",
    ONE_DOLLAR,
  ]);
  const usdcFeed = m.contract("MockFeedProxy", [usdcAggregator, m.getAccount(0)]);

  return { usdc, weth, factory, operator, usdcAggregator, usdcFeed };
});
