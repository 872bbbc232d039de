import { componentRegistryAbi } from "@sheaf/sdk/abi/componentRegistryAbi";
import type { Listing } from "@sheaf/sdk/chain/listing";
import { readListings } from "@sheaf/sdk/chain/readListings";
import { getAbiItem, getAddress } from "viem";

import type { Session } from "../../session/openSession.ts";

/** {blocks} Some nodes refuse longer ranges. */
const BLOCKS_PER_REQUEST = 2_000n;

/** What the registry lets an index buy now, stablecoins included. */
export async function readBuyable({ client, book }: Session): Promise<Listing[]> {
  const { registry, oracle } = book.contracts;
  const blockNumber = await client.getBlockNumber();
  const tokens = new Set<string>();
  for (let from = BigInt(registry.block); from <= blockNumber; from += BLOCKS_PER_REQUEST) {
    const last = from + BLOCKS_PER_REQUEST - 1n;
    const logs = await client.getLogs({
      address: registry.address,
      event: getAbiItem({ abi: componentRegistryAbi, name: "ComponentListed" }),
      fromBlock: from,
      toBlock: last < blockNumber ? last : blockNumber,
      strict: true,
    });
    for (const { args } of logs) tokens.add(args.token);
  }
  const listings = await readListings({
    client,
    registry: registry.address,
    oracle: oracle.address,
    tokens: [...tokens].map((token) => getAddress(token)),
    blockNumber,
  });
  return listings.filter(({ status }) => status === "buyable");
}
