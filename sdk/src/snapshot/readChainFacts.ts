import type { Address, Client } from "viem";

import { readListings } from "../chain/readListings.ts";
import { readVault } from "../chain/readVault.ts";
import type { Snapshot } from "./snapshot.ts";

/** Those parts of a snapshot that the chain's state tells. */
export type ChainFacts = Pick<
  Snapshot,
  | "chainId"
  | "vault"
  | "constitution"
  | "epoch"
  | "regime"
  | "windingDown"
  | "supply"
  | "holdings"
  | "listings"
>;

export type ChainFactsInputs = {
  readonly client: Client;
  readonly vault: Address;
  readonly blockNumber: bigint;
  /** Whose listings to read, in this order. */
  readonly tokens: readonly Address[];
};

/** Reads from the chain, at one block, what a snapshot claims of it. */
export async function readChainFacts({
  client,
  vault,
  blockNumber,
  tokens,
}: ChainFactsInputs): Promise<ChainFacts> {
  const state = await readVault({ client, vault, blockNumber });
  const { registry, oracle, usdc, bearAllowed, minInterval } = state.constitution;
  const listings = await readListings({ client, registry, oracle, tokens, blockNumber });
  const { number, open, startedAt, deadline } = state.epoch;
  return {
    chainId: state.chainId,
    vault: state.vault,
    constitution: { usdc, bearAllowed, minInterval },
    epoch: { number, open, startedAt, deadline },
    regime: state.regime,
    ...(state.windingDown ? { windingDown: true } : {}),
    supply: state.supply,
    holdings: state.basket.map(({ token, held, carried }) => ({ token, held, carried })),
    listings: listings.map(({ price, ...listing }) => ({ ...listing, price: price ?? null })),
  };
}
