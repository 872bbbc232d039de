import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

import { formatJson } from "@sheaf/commands/formatJson";
import type { AddressBook, DeployedContract } from "@sheaf/sdk/addresses/addressBook";
import { parseAddressBook } from "@sheaf/sdk/addresses/parseAddressBook";

/** Writes an address book, all of it or nothing. Verification marks of the present file are kept. */
export async function writeAddressBook(file: string, book: AddressBook): Promise<void> {
  const present = await readFile(file, "utf8").catch(() => undefined);
  const old = present === undefined ? [] : contractsOf(parseAddressBook(present, file));
  const verified = new Map(old.map((one) => [`${one.address} ${one.codeHash}`, one.verified]));
  const keep = (contract: DeployedContract): DeployedContract => ({
    ...contract,
    verified: verified.get(`${contract.address} ${contract.codeHash}`) ?? contract.verified,
  });
  const kept = JSON.stringify(book, (_, value: unknown) =>
    isContract(value) ? keep(value) : value,
  );
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, formatJson(JSON.parse(kept)));
  await rename(draft, file);
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
