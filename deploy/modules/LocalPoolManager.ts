import { createRequire } from "node:module";

import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import type { Abi, Artifact } from "@nomicfoundation/ignition-core";

const PATH = "@uniswap/v4-core/out/PoolManager.sol/PoolManager.json";
const CONTRACT = "PoolManager";

/** The real contract, as its package compiled it. */
const poolManager = artifactOf(PATH, CONTRACT);

/** Uniswap v4 for local chains, and the operator that makes its pools. Nobody asks for protocol fees there. */
export default buildModule("LocalPoolManager", (m) => {
  const manager = m.contract(CONTRACT, poolManager, [m.getAccount(0)]);
  const maker = m.contract("UniswapV4Maker", [manager]);

  return { manager, maker };
});

/** A package's JSON of another toolchain, in the shape that Ignition wants; the contract links no library. */
function artifactOf(path: string, contractName: string): Artifact {
  const { abi, bytecode, deployedBytecode } = createRequire(import.meta.url)(path) as {
    readonly abi: Abi;
    readonly bytecode: { readonly object: string };
    readonly deployedBytecode: { readonly object: string };
  };
  return {
    _format: "hh-sol-artifact-1",
    contractName,
    sourceName: path,
    abi,
    bytecode: bytecode.object,
    linkReferences: {},
    deployedBytecode: deployedBytecode.object,
    deployedLinkReferences: {},
  };
}
