import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { expect } from "chai";
import { keccak256, toUtf8Bytes, ZeroAddress } from "ethers";
import { artifacts, network } from "hardhat";
import { deploy } from "@nomicfoundation/ignition-core";

import { readShippedContract } from "../../deploy/bytecode/readShippedContract.ts";
import LocalMarketModule from "../../deploy/modules/LocalMarket.ts";
import SheafModule from "../../deploy/modules/Sheaf.ts";
import { shippedArtifacts } from "../../deploy/shippedArtifacts.ts";
import { isWholeBuild } from "../../tools/build/isWholeBuild.ts";
import { SHIPPED_CONTRACTS } from "../../tools/build/shippedContracts.ts";
import { withoutMetadata } from "../../tools/build/withoutMetadata.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const LARGEST = 1 << 20; // {byte} all files together

const hashOf = (text: string): string => keccak256(toUtf8Bytes(text));

describe("committed bytecode", () => {
  it("has the hashes of the compiled contracts; with the metadata, if they were compiled from nothing", async () => {
    const comparable = (await isWholeBuild(ROOT)) ? (text: string) => text : withoutMetadata;
    for (const { contract, source } of SHIPPED_CONTRACTS) {
      const shipped = await readShippedContract(contract);
      const built = await artifacts.readArtifact(`${source}:${contract}`);
      expect(shipped.sourceName).to.equal(source);
      for (const key of ["bytecode", "deployedBytecode"] as const)
        expect(hashOf(comparable(shipped[key])), `${contract} ${key}`).to.equal(
          hashOf(comparable(built[key])),
        );
    }
  });

  it("deploys a market and the contracts of an index by Ignition, linked", async () => {
    const { ethers, provider } = await network.create();
    const accounts = (await ethers.getSigners()).map(({ address }) => address);
    const [deployer, admin, strategist, keeper, guardian] = accounts;
    const common = { artifactResolver: shippedArtifacts(), provider, accounts };
    const options = { ...common, defaultSender: deployer, deploymentParameters: {} };
    const market = await deploy({ ...options, ignitionModule: LocalMarketModule });
    if (!("contracts" in market)) throw new Error(market.type);
    const usdc = market.contracts["LocalMarket#MockUSDC"].address;
    const roles = { admin, proposers: [admin], strategist, keeper, guardian };
    const terms = { usdc, sequencerFeed: ZeroAddress, adminDelay: 172_800 };
    const result = await deploy({
      ...options,
      ignitionModule: SheafModule,
      deploymentParameters: { Sheaf: { ...roles, ...terms } },
    });
    if (!("contracts" in result)) throw new Error(result.type);
    const { address } = result.contracts["Sheaf#IndexVault"];
    const { deployedBytecode, deployedLinkReferences } = await readShippedContract("IndexVault");
    let linked = deployedBytecode;
    for (const [library, places] of Object.values(deployedLinkReferences).flatMap(Object.entries))
      for (const { start } of places) {
        const digits = result.contracts[`Sheaf#${library}`].address.slice(2).toLowerCase();
        linked = linked.slice(0, 2 + 2 * start) + digits + linked.slice(2 + 2 * start + 40);
      }
    expect((await ethers.provider.getCode(address)) === linked, "IndexVault").to.equal(true);
  });

  it("is less than a mebibyte in all, and without the compiler's internal types", async () => {
    let size = 0;
    for (const { folder, contract } of SHIPPED_CONTRACTS) {
      const text = await readFile(join(ROOT, folder, `${contract}.json`), "utf8");
      expect(text, contract).not.to.include("internalType");
      size += text.length;
    }
    expect(size < LARGEST, `${size} bytes`).to.equal(true);
  });

  it("is refused by name where there is none, or none that can be read", async () => {
    const refused = await shippedArtifacts()
      .loadArtifact("HostilePool")
      .catch((error: Error) => error.message);
    expect(refused).to.include("the bytecode of HostilePool is not shipped");
    expect(await shippedArtifacts().getBuildInfo("IndexVault")).to.equal(undefined);
  });
});
