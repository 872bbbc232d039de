import type { Listing } from "@sheaf/sdk/chain/listing";
import { readListings } from "@sheaf/sdk/chain/readListings";
import { getAddress } from "viem";

import { readListingHistory } from "../../admin/listing/readListingHistory.ts";
import type { Session } from "../../session/openSession.ts";

/** Reads the components that the registry lists as buyable, stablecoins included. */
export async function readBuyable(session: Session): Promise<Listing[]> {
  const { client, book } = session;
  const history = await readListingHistory(session);
  const listings = await readListings({
    client,
    registry: book.contracts.registry.address,
    oracle: book.contracts.oracle.address,
    tokens: [...new Set(history.map(({ token }) => getAddress(token)))],
    blockNumber: await client.getBlockNumber(),
  });
  return listings.filter(({ status }) => status === "buyable");
}
