import { getAddress } from "viem";
import { getChainId, readContract } from "viem/actions";
import type { Address, Client } from "viem";

import { indexVaultAbi } from "../abi/indexVaultAbi.ts";
import { readListings } from "../chain/readListings.ts";
import type { Regime } from "../rules/regime.ts";
import type { Snapshot } from "./snapshot.ts";

/** Those parts of a snapshot that the chain's state tells. */
export type ChainFacts = Pick<
  Snapshot,
  "chainId" | "vault" | "constitution" | "epoch" | "regime" | "supply" | "holdings" | "listings"
>;

export type ChainFactsInputs = {
  readonly client: Client;
  readonly vault: Address;
  readonly blockNumber: bigint;
  /** Whose listings to read, in this order. */
  readonly tokens: readonly Address[];
};

const REGIMES: readonly Regime[] = ["neutral", "bull", "bear"];

/** Reads from the chain, at one block, what a snapshot claims of it. */
export async function readChainFacts({
  client,
  vault,
  blockNumber,
  tokens,
}: ChainFactsInputs): Promise<ChainFacts> {
  const contract = { address: vault, abi: indexVaultAbi, blockNumber } as const;
  const [chainId, constitution, basketId, amounts, supply, epoch, regime] = await Promise.all([
    getChainId(client),
    readContract(client, { ...contract, functionName: "constitution" }),
    readContract(client, { ...contract, functionName: "basketId" }),
    readContract(client, { ...contract, functionName: "holdings" }),
    readContract(client, { ...contract, functionName: "totalSupply" }),
    readContract(client, { ...contract, functionName: "epoch" }),
    readContract(client, { ...contract, functionName: "regime" }),
  ]);
  const [listed, , carried] = await readContract(client, {
    ...contract,
    functionName: "basket",
    args: [basketId],
  });
  const { registry, oracle, usdc, bearAllowed, minimumInterval } = constitution;
  const listings = await readListings({ client, registry, oracle, tokens, blockNumber });
  const { number, open, startedAt, deadline } = epoch;
  return {
    chainId,
    vault: getAddress(vault),
    constitution: {
      usdc: getAddress(usdc),
      bearAllowed,
      minimumInterval: BigInt(minimumInterval),
    },
    epoch: { number, open, startedAt, deadline },
    regime: { value: REGIMES[regime.value] ?? "neutral", since: regime.since },
    supply,
    holdings: listed.map((token, position) => ({
      token: getAddress(token),
      held: amounts[position] ?? 0n,
      carried: ((carried >> BigInt(position)) & 1n) === 1n,
    })),
    listings: listings.map(({ price, ...listing }) => ({ ...listing, price: price ?? null })),
  };
}
