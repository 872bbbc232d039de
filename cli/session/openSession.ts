import { readFile } from "node:fs/promises";
import { join } from "node:path";

import type { AddressBook } from "@sheaf/sdk/addresses/addressBook";
import { parseAddressBook } from "@sheaf/sdk/addresses/parseAddressBook";
import { createPublicClient, defineChain, http } from "viem";
import type { Chain, PublicClient, Transport } from "viem";

import { probeNode } from "../chain/probeNode.ts";
import { NoAddressBookError, NotDeployedError, WrongChainError } from "./errors.ts";

export type SessionOptions = { readonly rpc: string; readonly addresses?: string | undefined };

/** A deployment, and a node of its chain. */
export type Session = {
  readonly rpcUrl: string;
  readonly client: PublicClient<Transport, Chain>;
  readonly book: AddressBook;
};

const BOOKS = join(import.meta.dirname, "..", "..", "sdk", "addresses");
const RETRIES = 2;

/**
 * Opens a node and the address book of its chain.
 * @throws NodeUnreachableError, NoAddressBookError, MalformedAddressBookError, WrongChainError, NotDeployedError
 */
export async function openSession({ rpc: rpcUrl, addresses }: SessionOptions): Promise<Session> {
  const { chainId } = await probeNode(rpcUrl);
  const file = addresses ?? join(BOOKS, `${chainId}.json`);
  const book = parseAddressBook(await readBook(file, chainId), file);
  if (book.chainId !== chainId) throw new WrongChainError(chainId, book.chainId, file);
  const client = createPublicClient({
    chain: defineChain({
      id: chainId,
      name: book.network,
      nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
      rpcUrls: { default: { http: [rpcUrl] } },
    }),
    transport: http(rpcUrl, { retryCount: RETRIES }),
    cacheTime: 0,
    pollingInterval: 1_000,
  });
  const { address } = book.contracts.factory;
  if ((await client.getCode({ address })) === undefined)
    throw new NotDeployedError("factory", address, file);
  return { rpcUrl, client, book };
}

async function readBook(file: string, chainId: number): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT")
      throw new NoAddressBookError(file, chainId);
    throw error;
  }
}
