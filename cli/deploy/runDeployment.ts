import { ZeroAddress } from "ethers";
import type { AddressBook } from "@sheaf/sdk/addresses/addressBook";
import type { Market } from "@sheaf/sdk/market/market";

import { contractAt } from "../../deploy/chain/contractAt.ts";
import { deployModule } from "../../deploy/chain/deployModule.ts";
import { journalOf } from "../../deploy/chain/journalOf.ts";
import type { Deployer } from "../../deploy/chain/openDeployer.ts";
import { recoverTransactions } from "../../deploy/chain/recoverTransactions.ts";
import { repairJournal } from "../../deploy/chain/repairJournal.ts";
import LocalVenue from "../../deploy/modules/LocalVenue.ts";
import Periphery from "../../deploy/modules/Periphery.ts";
import SheafModule from "../../deploy/modules/Sheaf.ts";
import TestMarket from "../../deploy/modules/TestMarket.ts";
import type { NetworkFile } from "../../deploy/network/networkSchema.ts";
import { deployedContracts } from "../../deploy/steps/deployedContracts.ts";
import type { Holder } from "../../deploy/steps/readHolders.ts";
import type { MarketName } from "../../market/LocalMarket.ts";
import { refreshFeeds } from "../../market/refreshFeeds.ts";
import type {
  ComponentRegistry,
  MarketOperator,
  MockAggregator,
  Roles,
  TimelockController,
} from "../../types/index.js";
import { addressBookOf } from "./addressBookOf.ts";
import type { External } from "./addressBookOf.ts";
import { deployTestMarket } from "./deployTestMarket.ts";
import { firstListings } from "./firstListings.ts";
import { foundSheaf } from "./foundSheaf.ts";
import type { Prepared } from "./prepareDeployment.ts";
import { writeAddressBook } from "./writeAddressBook.ts";

export type RunOptions = {
  readonly network: NetworkFile;
  readonly prepared: Prepared;
  readonly testTokens: number | undefined;
  readonly market: Market; // of the test market's first prices
  readonly addresses: string; // file of the address book
  readonly passDelays: boolean;
  readonly print: (line: string) => void;
};

export type Deployment = {
  readonly book: AddressBook;
  readonly holders: readonly Holder[];
  readonly sent: number; // {transactions} by this run
  readonly resumed: number; // {transactions} that earlier runs had sent
  readonly waitsUntil: number | undefined; // {s}
};

/** Deploys what the chain lacks of a deployment, and writes the address book. */
export async function runDeployment(options: RunOptions): Promise<Deployment> {
  const { network, prepared, addresses, print } = options;
  const { deployer, holders } = prepared;
  const { ask, account, artifacts, folder, provider, record, signer } = deployer;
  const resumed = record.all().length;
  await recoverTransactions(ask, provider, record, account);
  const modules = [LocalVenue, TestMarket, SheafModule, Periphery].map(({ id }) => id);
  for (const module of modules) await repairJournal(journalOf(folder, module), provider, record);
  if (resumed > 0) print(`going on after ${resumed} transactions of earlier runs`);

  const external = await deployExternal(deployer, network);
  print(`USDC ${external.usdc}, Uniswap v3 factory ${external.poolFactory}`);
  const sheaf = await deployModule(deployer, SheafModule, {
    ...{ usdc: external.usdc, ...holders, proposers: [holders.admin, account] },
    ...{ adminDelay: network.adminDelay },
    sequencerFeed: network.sequencerFeed?.address ?? ZeroAddress,
  });
  const { factory, registry: registryAt } = sheaf;
  const { weth, poolFactory } = external;
  await deployModule(deployer, Periphery, { factory, weth, poolFactory });
  const journal = await deployedContracts(deployer, modules);
  print(`contracts: ${journal.size}`);

  const [timelock, roles, registry] = await Promise.all([
    contractAt<TimelockController>(artifacts, "TimelockController", sheaf.timelock, signer),
    contractAt<Roles>(artifacts, "Roles", sheaf.roles, signer),
    contractAt<ComponentRegistry>(artifacts, "ComponentRegistry", registryAt, signer),
  ]);
  const { operator, names } = await makeMarket(options, journal.get("TestMarket#MarketOperator"));
  const book = addressBookOf({ network, journal, external, names });
  await writeAddressBook(addresses, book);
  const { holders: held, waitsUntil } = await foundSheaf({
    ...{ deployer, timelock, roles, registry, operator, print },
    listings: await firstListings(signer.provider, network, external, names),
    block: journal.get("Sheaf#TimelockController")?.block ?? 0,
    passDelays: options.passDelays,
  });
  if (operator !== undefined) await refresh(deployer, operator, book);
  return { book, holders: held, sent: record.all().length - resumed, resumed, waitsUntil };
}

/** Contracts of somebody else: the chain's own, or those that it lacks. */
async function deployExternal(deployer: Deployer, network: NetworkFile): Promise<External> {
  const { poolFactory, weth, usdc } = network;
  const venue =
    poolFactory === "deploy" || weth === "deploy"
      ? await deployModule(deployer, LocalVenue)
      : undefined;
  const place = {
    poolFactory: poolFactory === "deploy" ? (venue?.poolFactory ?? "") : poolFactory.address,
    weth: weth === "deploy" ? (venue?.weth ?? "") : weth.address,
  };
  if (usdc !== "test") return { ...place, usdc: usdc.address, usdcFeed: usdc.feed.address };
  const made = await deployModule(deployer, TestMarket, { poolFactory: place.poolFactory });
  return { ...place, usdc: made.usdc, usdcFeed: made.usdcFeed };
}

async function makeMarket(
  { prepared, testTokens, market, print }: RunOptions,
  operatorAt: { readonly address: string; readonly block: number } | undefined,
): Promise<{ operator: MarketOperator | undefined; names: readonly MarketName[] }> {
  if (operatorAt === undefined) return { operator: undefined, names: [] };
  const made = await deployTestMarket(prepared.deployer, operatorAt, market, testTokens ?? 0);
  if (testTokens !== undefined) print(`test market: ${made.names.length} tokens, feeds and pools`);
  return made;
}

/** Delays that were passed have left the test market's feeds behind. */
async function refresh(
  { artifacts, signer }: Deployer,
  operator: MarketOperator,
  { testMarket }: AddressBook,
): Promise<void> {
  const tokens = testMarket?.tokens.map(({ aggregator }) => aggregator) ?? [];
  const usdc = testMarket?.contracts.usdcAggregator;
  const addresses = usdc === undefined ? tokens : [usdc.address, ...tokens];
  const aggregators = addresses.map((address) =>
    contractAt<MockAggregator>(artifacts, "MockAggregator", address, signer),
  );
  const block = await signer.provider.getBlock("latest");
  await refreshFeeds(operator, await Promise.all(aggregators), block?.timestamp ?? 0);
}
