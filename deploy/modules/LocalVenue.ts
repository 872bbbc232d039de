import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

import { packagedArtifact } from "./packagedArtifact.ts";

/** Uniswap v3 and wrapped ether for a local chain, as their packages compiled them. Public chains have both. */
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
