import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

/** What vaults trade with in Uniswap v4 pools, where there are some. Parameter: `poolManager` (of Uniswap v4). */
export default buildModule("UniswapV4", (m) => {
  const executor = m.contract("UniswapV4Executor", [m.getParameter<string>("poolManager")]);

  return { executor };
});
