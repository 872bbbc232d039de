import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { indexFactoryAbi } from "@sheaf/sdk/abi/indexFactoryAbi";
import { indexRouterAbi } from "@sheaf/sdk/abi/indexRouterAbi";
import type { AddressBook } from "@sheaf/sdk/addresses/addressBook";
import { MalformedAddressBookError } from "@sheaf/sdk/addresses/errors";
import { parseAddressBook } from "@sheaf/sdk/addresses/parseAddressBook";
import { erc20Abi, isAddressEqual } from "viem";

import {
  InconsistentAddressBookError,
  NoAddressBookError,
  NotDeployedError,
  WrongChainError,
} from "./errors.ts";
import { openWire } from "./openWire.ts";
import type { WireOptions } from "./openWire.ts";
import type { Wire } from "./wire.ts";

export type SessionOptions = WireOptions & { readonly addresses?: string | undefined };

/** A deployment, and a node of its chain. */
export type Session = Wire & {
  readonly rpcUrl: string;
  readonly book: AddressBook;
  readonly bookFile: string;
};

const BOOKS = join(import.meta.dirname, "..", "..", "sdk", "addresses");
const USDC_DECIMALS = 6;

/**
 * Opens a node and the address book of its chain.
 * @throws NodeUnreachableError, NoAddressBookError, MalformedAddressBookError, WrongChainError, NotDeployedError,
 *   InconsistentAddressBookError
 */
export async function openSession(options: SessionOptions): Promise<Session> {
  const wire = await openWire(options);
  const chainId = wire.client.chain.id;
  const file = options.addresses ?? join(BOOKS, `${chainId}.json`);
  const book = parseAddressBook(await readBook(file, chainId), file);
  if (book.chainId !== chainId) throw new WrongChainError(chainId, book.chainId, file);
  for (const what of ["factory", "router", "lens"] as const) {
    const { address } = book.contracts[what];
    if ((await wire.client.getCode({ address })) === undefined)
      throw new NotDeployedError(what, address, file);
  }
  await checkTogether(wire, book, file);
  return { ...wire, rpcUrl: options.rpc, book, bookFile: file };
}

/** Checks that router, factory and address book name one USDC token: signed amounts are in it. */
async function checkTogether({ client }: Wire, book: AddressBook, file: string): Promise<void> {
  const { usdc } = book.external;
  const factory = { address: book.contracts.factory.address, abi: indexFactoryAbi } as const;
  const router = { address: book.contracts.router.address, abi: indexRouterAbi } as const;
  const [ofFactory, ofRouter, served, decimals] = await Promise.all([
    client.readContract({ ...factory, functionName: "usdc" }),
    client.readContract({ ...router, functionName: "usdc" }),
    client.readContract({ ...router, functionName: "factory" }),
    client.readContract({ address: usdc, abi: erc20Abi, functionName: "decimals" }),
  ]);
  const refuse = (what: string): never => {
    throw new InconsistentAddressBookError(file, what);
  };
  if (!isAddressEqual(served, factory.address)) refuse("the router is another factory's");
  if (!isAddressEqual(ofFactory, usdc) || !isAddressEqual(ofRouter, usdc))
    refuse("its USDC is not that of factory and router");
  if (decimals !== USDC_DECIMALS) refuse(`its USDC has ${decimals} decimals`);
}

async function readBook(file: string, chainId: number): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT")
      throw new NoAddressBookError(file, chainId);
    throw new MalformedAddressBookError(file, ["it cannot be read"]);
  }
}
