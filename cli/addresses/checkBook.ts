import type { AddressBook, ContractKey } from "@sheaf/sdk/addresses/addressBook";
import { CONTRACT_KEYS } from "@sheaf/sdk/addresses/addressBook";
import type { Address, Client } from "viem";
import { getCode } from "viem/actions";

import { bookContracts } from "../../deploy/verification/bookContracts.ts";
import type { BookReport, CheckedAddress } from "./bookReport.ts";
import { checkContract } from "./checkContract.ts";
import { rolesHeldBy } from "./rolesHeldBy.ts";
import { wiringFaults } from "./wiringFaults.ts";

/** Compares an address book with the chain and with the shipped bytecode. Every fault is listed. */
export async function checkBook(client: Client, book: AddressBook): Promise<BookReport> {
  const creators = new Set<Address>();
  const addresses: CheckedAddress[] = [];
  for (const { name, deployed } of bookContracts(book)) {
    const { faults, creator } = await checkContract(client, deployed);
    if (creator !== undefined) creators.add(creator);
    const { contract, address } = deployed;
    const wiring = isContractKey(name) ? wiringFaults(book, name) : [];
    addresses.push({ name, contract, address, faults: [...faults, ...wiring] });
  }
  for (const [name, address] of othersIn(book)) {
    const code = await getCode(client, { address });
    const faults = code === undefined ? ["there is no code at the address"] : [];
    addresses.push({ name, address, faults });
  }
  const deployers = [];
  for (const account of creators)
    deployers.push({ account, roles: await rolesHeldBy(client, book, account) });
  const { network, chainId } = book;
  const found = [
    ...addresses.flatMap(({ faults }) => faults),
    ...deployers.flatMap(({ roles }) => roles),
  ];
  return { network, chainId, addresses, deployers, faults: found.length };
}

/** Contracts of others, and those that a test market's operator created. */
function othersIn({ external, testMarket }: AddressBook): readonly (readonly [string, Address])[] {
  const { sequencerFeed, ...rest } = external;
  return [
    ...Object.entries(rest),
    ...(sequencerFeed === null ? [] : [["sequencerFeed", sequencerFeed] as const]),
    ...(testMarket?.tokens ?? []).flatMap(({ id, token, feed, aggregator, pool }) =>
      Object.entries({ token, feed, aggregator, pool }).map(
        ([kind, address]) => [`${kind} of ${id}`, address] as const,
      ),
    ),
  ];
}

function isContractKey(name: string): name is ContractKey {
  return CONTRACT_KEYS.some((key) => key === name);
}
