import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { AddressBook } from "@sheaf/sdk/addresses/addressBook";
import { parseAddressBook } from "@sheaf/sdk/addresses/parseAddressBook";
import { JsonRpcProvider } from "ethers";
import type { BaseContract } from "ethers";

import { contractAt } from "../../../deploy/chain/contractAt.ts";
import { shippedArtifacts } from "../../../deploy/shippedArtifacts.ts";
import { deployerKey } from "../../deploy/deployerKey.ts";
import type { DeployerKey } from "../../deploy/deployerKey.ts";
import { posedNode } from "../../deploy/posedNode.ts";
import { sheaf } from "../sheaf.ts";
import { marketFolder } from "./marketFolder.ts";

const PEOPLE = ["creator", "holder", "admin", "strategist", "keeper", "guardian"] as const;
export type Person = (typeof PEOPLE)[number];
export type Outcome = Awaited<ReturnType<typeof sheaf>>;

/** Of the test market. */
const TOKENS = "25";

export type LifeStage = Awaited<ReturnType<typeof lifeStage>>;

/**
 * A node that poses as Base Sepolia, people who have a keystore and ether each and nothing else, and a deployment with a test
 * market of 25. The node mines at once beside its blocks of two seconds.
 */
export async function lifeStage() {
  const folder = await mkdtemp(join(tmpdir(), "sheaf-life-"));
  const keys = new Map<Person, DeployerKey>();
  for (const person of PEOPLE) {
    await mkdir(join(folder, person));
    keys.set(person, await deployerKey(join(folder, person)));
  }
  const keyOf = (person: Person): DeployerKey => keys.get(person)!;
  const node = await posedNode(...PEOPLE.map((person) => keyOf(person).address));
  const provider = new JsonRpcProvider(node.url, undefined, {
    ...{ pollingInterval: 100, cacheTimeout: -1, staticNetwork: true },
  });
  await provider.send("evm_setAutomine", [true]);
  const data = await marketFolder(join(folder, "market"));
  const [addresses, snapshots] = [join(folder, "addresses.json"), join(folder, "snapshots")];
  const here = ["--rpc", node.url, "--addresses", addresses];

  /** Runs a command that reads. */
  const read = (...words: string[]): Promise<Outcome> => sheaf(...words, ...here, "--json", "-");
  /** Runs a command that signs, with somebody's keystore. */
  const as = (person: Person, ...words: string[]): Promise<Outcome> => {
    const { keystore, passwordFile } = keyOf(person);
    const key = ["--keystore", keystore, "--password-file", passwordFile, "--yes"];
    return read(...words, ...key);
  };
  const named = join(folder, "prices.json");
  await writeFile(named, "{}");

  const stage = {
    ...{ folder, provider, data, snapshots, read, as, url: node.url },
    addressOf: (person: Person): string => keyOf(person).address,
    deploy: (): Promise<Outcome> =>
      as(
        ...(["creator", "deploy", "--network", "base-sepolia"] as const),
        ...["--test-market", TOKENS, "--data", data, "--pass-delays"],
        ...["--deployments", join(folder, "deployments")],
        ...(["admin", "strategist", "keeper", "guardian"] as const).flatMap((role) => [
          `--${role}`,
          keyOf(role).address,
        ]),
      ),
    book: async (): Promise<AddressBook> =>
      parseAddressBook(await readFile(addresses, "utf8"), addresses),
    contract: <contract extends BaseContract>(name: string, address: string): Promise<contract> =>
      contractAt<contract>(shippedArtifacts(), name, address, provider),
    /** Has strategist and keeper visit an index by the keeper's own code. */
    visit: (index: string): Promise<Outcome> =>
      read(
        ...["keeper", "once", index, "--rules", "top-25", "--data", data],
        ...["--strategist-keystore", keyOf("strategist").keystore],
        ...["--keeper-keystore", keyOf("keeper").keystore],
        ...["--password-file", keyOf("keeper").passwordFile, "--snapshots", snapshots],
      ),
    /** Derives an epoch again from what was published. */
    verify: (epoch: number, vault: string): Promise<Outcome> =>
      sheaf(
        ...["verify", "--epoch", String(epoch), "--vault", vault],
        ...["--rpc", node.url, "--snapshots", snapshots],
      ),
    /** Lets days pass, after which the test market's feeds repeat their answers. */
    pass: (days: number): Promise<Outcome> =>
      as("creator", "market", "run", "--prices", named, "--pass-days", String(days)),
    end: async (): Promise<void> => {
      provider.destroy();
      node.process.kill();
      await rm(folder, { recursive: true });
    },
  };
  return stage;
}
