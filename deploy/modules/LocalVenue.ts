import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

import { packagedArtifact } from "./packagedArtifact.ts";

/** What a local chain lacks and every public one has: Uniswap v3 and wrapped ether, as their packages compiled them. */
export default buildModule("LocalVenue", (m) => {
  const poolFactory = m.contract(
    "UniswapV3Factory",
    packagedArtifact(
      "@uniswap/v3-core/artifacts/contracts/UniswapV3Factory.sol/UniswapV3Factory.json",
    ),
  );
  const weth = m.contract("WETH9", packagedArtifact("canonical-weth/build/contracts/WETH9.json"));

  return { poolFactory, weth };
});
