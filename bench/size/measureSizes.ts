import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";

const SHIPPED = [
  "IndexVault",
  "BasketLists",
  "ClaimLedger",
  "EpochFormation",
  "FeeAccrual",
  "TradeExecution",
  "IndexFactory",
  "ComponentRegistry",
  "PriceOracle",
  "Roles",
  "UniswapV3Executor",
  "UniswapV4Executor",
] as const;

/** {byte} Runtime code of what is deployed. */
export async function measureSizes({
  artifacts,
}: HardhatRuntimeEnvironment): Promise<Record<string, number>> {
  const sizes: Record<string, number> = {};
  for (const name of SHIPPED) {
    const { deployedBytecode } = await artifacts.readArtifact(name);
    sizes[name] = (deployedBytecode.length - "0x".length) / 2;
  }
  return sizes;
}
