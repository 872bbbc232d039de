import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import { expect } from "chai";
import { keccak256 } from "ethers";
import { artifacts } from "hardhat";

import { run } from "../../tools/build/run.ts";
import { shippedSources } from "../../tools/build/shippedSources.ts";
import { indexFixture } from "../fixtures/indexFixture.ts";
import { useFixture } from "../fixtures/useFixture.ts";

const root = join(import.meta.dirname, "..", "..");

type Reference = { readonly start: number; readonly length: number }; // {byte}
type References = { readonly [source: string]: { readonly [name: string]: readonly Reference[] } };

/** Contracts that the Solidity tests deploy. */
const IN_SOLIDITY_TESTS = [
  "Roles",
  "ComponentRegistry",
  "PriceOracle",
  "IndexVault",
  "IndexFactory",
  "UniswapV3Executor",
] as const;

const placesOf = (links: References): Reference[] =>
  Object.values(links).flatMap((names) => Object.values(names).flat());

/** The code with zeros where the chain has addresses of libraries and immutable values. */
function withoutAddresses(code: string, places: readonly Reference[]): string {
  const digits = [...code.slice("0x".length)];
  for (const { start, length } of places) digits.fill("0", 2 * start, 2 * (start + length));
  return `0x${digits.join("")}`;
}

describe("shipped bytecode", () => {
  const fixture = useFixture(indexFixture);

  it("is compiled via IR, every product source with the same settings", async () => {
    for (const source of shippedSources(root)) {
      const settings = await readSettingsOf(source);
      expect(settings, source).to.include({ viaIR: true, evmVersion: "osaka" });
      expect(settings.optimizer, source).to.deep.equal({ enabled: true, runs: 200 });
    }
  });

  it("is what the fixtures of the contract tests and the benchmark deploy", async () => {
    const { ethers, roles, registry, oracle, factory, executor } = fixture();
    const deployed = {
      Roles: roles,
      ComponentRegistry: registry,
      PriceOracle: oracle,
      IndexFactory: factory,
      UniswapV3Executor: executor,
      IndexVault: { getAddress: () => factory.implementation() },
    };
    for (const [name, contract] of Object.entries(deployed)) {
      const artifact = await artifacts.readArtifact(name);
      const immutables = Object.values(artifact.immutableReferences ?? {}).flat();
      const places = [...placesOf(artifact.deployedLinkReferences), ...immutables];
      const onChain = await ethers.provider.getCode(await contract.getAddress());
      const [expected, found] = [artifact.deployedBytecode, onChain].map((code) =>
        keccak256(withoutAddresses(code, places)),
      );
      expect(found, name).to.equal(expected);
    }
  });

  it("is what the Solidity tests deploy", async () => {
    const environment: Record<string, string> = {};
    const hashes: string[] = [];
    for (const name of IN_SOLIDITY_TESTS) {
      const { bytecode, linkReferences } = await artifacts.readArtifact(name);
      const places = placesOf(linkReferences);
      hashes.push(keccak256(withoutAddresses(bytecode, places)));
      environment[`SHEAF_LINKS_${name}`] = places.map(({ start }) => start).join(",");
      if (places.length === 0) delete environment[`SHEAF_LINKS_${name}`];
    }
    environment.SHEAF_SHIPPED_NAMES = IN_SOLIDITY_TESTS.join(",");
    environment.SHEAF_SHIPPED_HASHES = hashes.join(",");
    const check = ["test", "solidity", "--no-compile", "test/solidity/ShippedCode.t.sol"];
    expect(await run("hardhat", check, { quiet: true, environment })).to.include({ code: 0 });

    environment.SHEAF_SHIPPED_HASHES = hashes.map(() => hashes[0]).join(",");
    const { output } = await run("hardhat", check, { quiet: true, environment });
    expect(output).to.include("ComponentRegistry");
  });

  it("is not compiled anew by a Solidity test", async () => {
    const folder = join(root, "test", "solidity");
    const names = IN_SOLIDITY_TESTS.join("|");
    for (const file of await readdir(folder)) {
      const source = await readFile(join(folder, file), "utf8");
      expect(source, file).not.to.match(new RegExp(`\\bnew (${names})\\(`));
    }
  });
});

type Settings = {
  readonly viaIR?: boolean;
  readonly evmVersion: string;
  readonly optimizer: { readonly enabled: boolean; readonly runs: number };
};

async function readSettingsOf(source: string): Promise<Settings> {
  const names = [...(await artifacts.getAllFullyQualifiedNames())];
  const built = names.filter((name) => name.startsWith(`${source}:`));
  const ids = new Set(await Promise.all(built.map((name) => artifacts.getBuildInfoId(name))));
  expect(ids.size, source).to.equal(1);
  const [id] = [...ids];
  const path = await artifacts.getBuildInfoPath(String(id));
  const { input } = JSON.parse(await readFile(String(path), "utf8")) as {
    input: { settings: Settings };
  };
  return input.settings;
}
