import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

/**
 * What people use an index with. Nothing of the core knows it. Parameters: `factory` (of the indexes), `weth`,
 * `poolFactory` (of Uniswap v3).
 */
export default buildModule("Periphery", (m) => {
  const factory = m.getParameter<string>("factory");
  const weth = m.getParameter<string>("weth");
  const poolFactory = m.getParameter<string>("poolFactory");

  const router = m.contract("IndexRouter", [factory, weth, poolFactory]);
  const lens = m.contract("IndexLens", [poolFactory]);

  return { router, lens };
});
