import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

import { formatJson } from "@sheaf/commands/formatJson";
import type { AddressBook, DeployedContract } from "@sheaf/sdk/addresses/addressBook";
import { parseAddressBook } from "@sheaf/sdk/addresses/parseAddressBook";

/**
 * Writes an address book, all of it or nothing. Verification marks of the present file are kept, and tokens that
 * `sheaf market add` added to the same test market.
 */
export async function writeAddressBook(file: string, book: AddressBook): Promise<void> {
  const present = await readFile(file, "utf8").catch(() => undefined);
  const former = present === undefined ? undefined : parseAddressBook(present, file);
  const old = former === undefined ? [] : contractsOf(former);
  const verified = new Map(old.map((one) => [`${one.address} ${one.codeHash}`, one.verified]));
  const keep = (contract: DeployedContract): DeployedContract => ({
    ...contract,
    verified: verified.get(`${contract.address} ${contract.codeHash}`) ?? contract.verified,
  });
  const kept = JSON.stringify(withAdded(book, former), (_, value: unknown) =>
    isContract(value) ? keep(value) : value,
  );
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, formatJson(JSON.parse(kept)));
  await rename(draft, file);
}

function withAdded(book: AddressBook, former: AddressBook | undefined): AddressBook {
  const { testMarket } = book;
  if (
    testMarket === undefined ||
    testMarket.operator.address !== former?.testMarket?.operator.address
  )
    return book;
  const known = new Set(testMarket.tokens.map(({ token }) => token));
  const added = former.testMarket.tokens.filter(({ token }) => !known.has(token));
  return { ...book, testMarket: { ...testMarket, tokens: [...testMarket.tokens, ...added] } };
}

function contractsOf({ contracts, libraries, testMarket }: AddressBook): DeployedContract[] {
  return [
    ...Object.values(contracts),
    ...Object.values(libraries),
    ...(testMarket === undefined ? [] : [testMarket.operator]),
    ...Object.values(testMarket?.contracts ?? {}),
  ];
}

function isContract(value: unknown): value is DeployedContract {
  return typeof value === "object" && value !== null && "codeHash" in value;
}
