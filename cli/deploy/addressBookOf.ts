import type { AddressBook, ContractKey } from "@sheaf/sdk/addresses/addressBook";
import { parseAddressBook } from "@sheaf/sdk/addresses/parseAddressBook";

import type { NetworkFile } from "../../deploy/network/networkSchema.ts";
import type { JournalledContract } from "../../deploy/steps/deployedContracts.ts";
import type { MarketName } from "../../market/LocalMarket.ts";
import { testTokenOf } from "./testTokenOf.ts";

/** Where each contract of the book stands in Ignition's modules. */
const FUTURES: Readonly<Record<ContractKey, string>> = {
  timelock: "Sheaf#TimelockController",
  roles: "Sheaf#Roles",
  registry: "Sheaf#ComponentRegistry",
  oracle: "Sheaf#PriceOracle",
  implementation: "Sheaf#IndexVault",
  factory: "Sheaf#IndexFactory",
  executor: "Sheaf#UniswapV3Executor",
  router: "Periphery#IndexRouter",
  lens: "Periphery#IndexLens",
};
const LIBRARIES = [
  "BasketLists",
  "ClaimLedger",
  "EpochFormation",
  "FeeAccrual",
  "PermitSignatures",
  "TradeExecution",
];
const OPERATOR = "TestMarket#MarketOperator";
const TEST_CONTRACTS = {
  usdc: "TestMarket#MockUSDC",
  usdcAggregator: "TestMarket#MockAggregator",
  usdcFeed: "TestMarket#MockFeedProxy",
} as const;

export type External = {
  readonly usdc: string;
  readonly usdcFeed: string;
  readonly weth: string;
  readonly poolFactory: string;
};

export type BookParts = {
  readonly network: NetworkFile;
  readonly journal: ReadonlyMap<string, JournalledContract>;
  readonly external: External;
  readonly names: readonly MarketName[]; // of the test market
};

/** The address book of a deployment. */
export function addressBookOf({ network, journal, external, names }: BookParts): AddressBook {
  const { sequencerFeed } = network;
  const libraries = pick(
    journal,
    LIBRARIES.map((name) => [name, `Sheaf#${name}`]),
  );
  const contracts = pick(journal, Object.entries(FUTURES));
  const linked = Object.entries(libraries).map(([name, { address }]) => [name, address] as const);
  const book = {
    version: 1,
    network: network.name,
    chainId: network.chainId,
    contracts: {
      ...contracts,
      implementation: { ...contracts.implementation, libraries: Object.fromEntries(linked) },
    },
    libraries,
    external: { ...external, sequencerFeed: sequencerFeed?.address ?? null },
    ...(journal.has(OPERATOR)
      ? {
          testMarket: {
            operator: journal.get(OPERATOR),
            contracts: pick(journal, Object.entries(TEST_CONTRACTS)),
            tokens: names.map(testTokenOf),
          },
        }
      : {}),
  };
  return parseAddressBook(JSON.stringify(book), "the new address book");
}

function pick(
  journal: ReadonlyMap<string, JournalledContract>,
  futures: readonly (readonly [string, string])[],
): Readonly<Record<string, JournalledContract>> {
  const found = futures.flatMap(([key, future]) => {
    const contract = journal.get(future);
    return contract === undefined ? [] : [[key, contract] as const];
  });
  return Object.fromEntries(found);
}
