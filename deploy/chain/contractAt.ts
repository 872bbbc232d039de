import type { ArtifactResolver } from "@nomicfoundation/ignition-core";
import { BaseContract } from "ethers";
import type { ContractRunner } from "ethers";

/** A deployed contract by its name. The artifacts hold its ABI, and `types/` its type. */
export async function contractAt<contract extends BaseContract>(
  artifacts: ArtifactResolver,
  name: string,
  address: string,
  runner: ContractRunner,
): Promise<contract> {
  const { abi } = await artifacts.loadArtifact(name);
  return BaseContract.from<contract>(address, [...abi], runner) as contract;
}
