import { componentRegistryAbi } from "@sheaf/sdk/abi/componentRegistryAbi";

import type { Session } from "../../session/openSession.ts";
import { readInSpans } from "@sheaf/sdk/chain/readInSpans";
import type { Listing } from "./listing.ts";

/** Reads every listing that was ever executed, the latest last. */
export async function readListingHistory({ client, book }: Session): Promise<Listing[]> {
  const { address, block } = book.contracts.registry;
  const events = await readInSpans(BigInt(block), await client.getBlockNumber(), (span) =>
    client.getContractEvents({
      address,
      abi: componentRegistryAbi,
      eventName: "ComponentListed",
      strict: true,
      ...span,
    }),
  );
  return events.map(({ args }) => args.listing);
}
