import { mkdtemp, rm, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { AddressBook, DeployedContract } from "@sheaf/sdk/addresses/addressBook";
import { EXIT } from "@sheaf/commands/exitCodes";
import { formatJson } from "@sheaf/commands/formatJson";
import { parseCommandLine } from "@sheaf/commands/parseCommandLine";
import { DEVELOPMENT_MNEMONIC } from "@sheaf/gates/developmentKeys";
import { PermanentError } from "@sheaf/sdk/units/errors";
import { HDNodeWallet } from "ethers";
import type { BaseContract } from "ethers";

import { sheafProgram } from "../../../cli/sheafProgram.ts";
import { deployPeriphery } from "../../../deploy/deployPeriphery.ts";
import type { IndexFixture } from "../../fixtures/indexFixture.ts";
import { serveProvider } from "../serveProvider.ts";

/** Places among Hardhat's development accounts, in the order of the fixture's signers. */
const PEOPLE = {
  admin: 1,
  strategist: 2,
  keeper: 3,
  guardian: 4,
  alice: 5,
  bob: 6,
  stranger: 7,
} as const;
export type Person = keyof typeof PEOPLE;

export type Outcome = {
  readonly code: number;
  readonly output: string; // what is printed for people
  readonly json: unknown; // of `--json -`; undefined where nothing was written
};

/** A chain as a node, with an address book, and `sheaf` run by everybody with their own keys. */
export async function serveIndex<base extends IndexFixture>(base: base) {
  const { market, factory, usdc } = base;
  const { router, lens } = await deployPeriphery({
    ethers: base.ethers,
    ignition: base.ignition,
    factory: await factory.getAddress(),
    weth: await market.weth.getAddress(),
    poolFactory: await market.factory.getAddress(),
  });
  const directory = await mkdtemp(join(tmpdir(), "sheaf-admin-"));
  const node = await serveProvider(base.provider);
  const { port } = node.address() as AddressInfo;
  const addresses = join(directory, "31337.json");
  const book: AddressBook = {
    version: 1,
    network: "local",
    chainId: 31337,
    contracts: {
      timelock: await deployed(base.timelock, "TimelockController"),
      roles: await deployed(base.roles, "Roles"),
      registry: await deployed(base.registry, "ComponentRegistry"),
      oracle: await deployed(base.oracle, "PriceOracle"),
      implementation: await deployed(base.vault, "IndexVault"),
      factory: await deployed(factory, "IndexFactory"),
      executor: await deployed(base.executor, "UniswapV3Executor"),
      router: await deployed(router, "IndexRouter"),
      lens: await deployed(lens, "IndexLens"),
    },
    libraries: {},
    external: {
      usdc: (await usdc.getAddress()) as `0x${string}`,
      usdcFeed: (await market.usdcFeed.getAddress()) as `0x${string}`,
      weth: (await market.weth.getAddress()) as `0x${string}`,
      poolFactory: (await market.factory.getAddress()) as `0x${string}`,
      sequencerFeed: null,
    },
  };
  await writeFile(addresses, formatJson(book));
  const connection = ["--rpc", `http://127.0.0.1:${port}`, "--addresses", addresses];

  return {
    ...base,
    provider: base.provider, // a getter: spreading leaves it out
    directory,
    vaultAt: await base.vault.getAddress(),
    /** Runs `sheaf` with somebody's key, which signs without being asked. */
    as: (person: Person, ...words: readonly string[]): Promise<Outcome> =>
      run(keyOf(person), [...words, ...connection, "--yes", "--json", "-"]),
    /** Runs `sheaf` without a key. */
    read: (...words: readonly string[]): Promise<Outcome> =>
      run("", [...words, ...connection, "--json", "-"]),
    /** Ends what the fixture started. */
    end: async (): Promise<void> => {
      node.close();
      await rm(directory, { recursive: true });
    },
  };
}

function keyOf(person: Person): string {
  const path = `m/44'/60'/0'/0/${PEOPLE[person]}`;
  return HDNodeWallet.fromPhrase(DEVELOPMENT_MNEMONIC, undefined, path).privateKey;
}

async function deployed(contract: BaseContract, name: string): Promise<DeployedContract> {
  return {
    contract: name,
    address: (await contract.getAddress()) as `0x${string}`,
    block: 0,
    transaction: `0x${"0".repeat(64)}`,
    codeHash: `0x${"0".repeat(64)}`,
    constructorArguments: [],
    verified: [],
  };
}

/** Runs the program in this process, as `runCommand` does, and gives back what it wrote. */
async function run(key: string, words: readonly string[]): Promise<Outcome> {
  const written = { stdout: "", stderr: "" };
  const { SHEAF_PRIVATE_KEY: formerKey, SHEAF_KEYSTORE: formerKeystore } = process.env;
  const originals = { stdout: process.stdout.write, stderr: process.stderr.write };
  const { exitCode } = process;
  for (const name of ["stdout", "stderr"] as const)
    process[name].write = (chunk: string | Uint8Array): boolean => {
      written[name] += chunk.toString();
      return true;
    };
  delete process.env.SHEAF_KEYSTORE;
  process.env.SHEAF_PRIVATE_KEY = key;
  let code: number;
  try {
    await parseCommandLine(sheafProgram(), words);
    code = Number(process.exitCode ?? EXIT.ok);
  } catch (error) {
    written.stderr += error instanceof Error ? error.message : String(error);
    code = error instanceof PermanentError ? EXIT.unusable : EXIT.failed;
  } finally {
    [process.stdout.write, process.stderr.write] = [originals.stdout, originals.stderr];
    process.exitCode = exitCode;
    restore("SHEAF_PRIVATE_KEY", formerKey);
    restore("SHEAF_KEYSTORE", formerKeystore);
  }
  const json: unknown = written.stdout === "" ? undefined : JSON.parse(written.stdout);
  return { code, output: written.stderr, json };
}

function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}
