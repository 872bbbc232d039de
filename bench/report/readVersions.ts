import { readFile } from "node:fs/promises";
import { join } from "node:path";

import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";

import type { Versions } from "./benchReport.ts";

const root = join(import.meta.dirname, "..", "..");
/** Compiled as everything is that ships. */
const VAULT = "contracts/IndexVault.sol";

/** The compiler is not set up as a benchmark expects. */
export class UnknownCompilerError extends Error {
  override readonly name = "Bench.UnknownCompilerError";
}

/** Versions of everything that gas depends on, and how the compiler is set. */
export async function readVersions({ config }: HardhatRuntimeEnvironment): Promise<Versions> {
  const compiler = config.solidity.profiles.default?.overrides[VAULT];
  if (compiler === undefined)
    throw new UnknownCompilerError(`hardhat.config.ts has no compiler for ${VAULT}`);
  const settings = compiler.settings as {
    evmVersion: string;
    optimizer: { runs: number };
    viaIR?: boolean;
  };
  return {
    solc: compiler.version,
    evmVersion: settings.evmVersion,
    optimizerRuns: settings.optimizer.runs,
    viaIR: settings.viaIR ?? false,
    node: process.versions.node,
    hardhat: await versionOf("hardhat"),
    edr: await versionOf("@nomicfoundation/edr"),
    openzeppelin: await versionOf("@openzeppelin/contracts"),
    uniswapV3Core: await versionOf("@uniswap/v3-core"),
    uniswapV4Core: await versionOf("@uniswap/v4-core"),
  };
}

async function versionOf(name: string): Promise<string> {
  const manifest = await readFile(join(root, "node_modules", name, "package.json"), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}
