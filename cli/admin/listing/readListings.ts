import { componentRegistryAbi } from "@sheaf/sdk/abi/componentRegistryAbi";

import type { Session } from "../../session/openSession.ts";
import { readInSpans } from "../readInSpans.ts";
import type { Listing } from "./listing.ts";

/** Every listing that was ever carried out, the latest last. */
export async function readListings({ client, book }: Session): Promise<Listing[]> {
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
