import { componentRegistryAbi } from "@sheaf/sdk/abi/componentRegistryAbi";

import type { Session } from "../../session/openSession.ts";
import { blockRanges } from "../blockRanges.ts";
import type { Listing } from "./listing.ts";

/** Every listing that was ever carried out, the latest last. */
export async function readListings({ client, book }: Session): Promise<Listing[]> {
  const { address, block } = book.contracts.registry;
  const listings: Listing[] = [];
  for (const range of blockRanges(BigInt(block), await client.getBlockNumber())) {
    const logs = await client.getContractEvents({
      address,
      abi: componentRegistryAbi,
      eventName: "ComponentListed",
      strict: true,
      ...range,
    });
    listings.push(...logs.map(({ args }) => args.listing));
  }
  return listings;
}
