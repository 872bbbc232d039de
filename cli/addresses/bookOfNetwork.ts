import { join } from "node:path";

import { UnusableOptionError } from "@sheaf/commands/errors";

import { readNetwork } from "../../deploy/network/readNetwork.ts";

const BOOKS = join(import.meta.dirname, "..", "..", "sdk", "addresses");

/**
 * File of the address book of a network's chain.
 * @throws UnusableOptionError without a network, and those of `readNetwork`
 */
export async function bookOfNetwork(network: string | undefined): Promise<string> {
  if (network === undefined)
    throw new UnusableOptionError("--addresses or --network is needed: which address book?");
  const { chainId } = await readNetwork(network);
  return join(BOOKS, `${chainId}.json`);
}
