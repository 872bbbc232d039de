import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

const USDC_FEED_DECIMALS = 8;
const ONE_DOLLAR = 10n ** 8n; // {usd/usdc}, feed decimals

/**
 * A market for a testnet: a USDC that anybody mints, with its feed, and the operator that makes tokens, feeds and pools. Parameter:
 * `poolFactory` (of Uniswap v3).
 */
export default buildModule("TestMarket", (m) => {
  const usdc = m.contract("MockUSDC");
  const operator = m.contract("MarketOperator", [m.getParameter<string>("poolFactory"), usdc]);
  const usdcAggregator = m.contract("MockAggregator", [
    USDC_FEED_DECIMALS,
    "USDC / USD",
    ONE_DOLLAR,
  ]);
  const usdcFeed = m.contract("MockFeedProxy", [usdcAggregator, m.getAccount(0)]);

  return { usdc, operator, usdcAggregator, usdcFeed };
});
