import { componentRegistryAbi } from "@sheaf/sdk/abi/componentRegistryAbi";
import { encodeFunctionData } from "viem";

import type { Session } from "../../session/openSession.ts";
import { readInSpans } from "@sheaf/sdk/chain/readInSpans";
import type { Pending } from "./pending.ts";

/** Listings that the registry waits with. */
export async function readAnnouncements({ client, book }: Session): Promise<Pending[]> {
  const { address, block } = book.contracts.registry;
  const registry = { address, abi: componentRegistryAbi } as const;
  const events = await readInSpans(BigInt(block), await client.getBlockNumber(), (span) =>
    client.getContractEvents({
      ...registry,
      eventName: "ListingsAnnounced",
      strict: true,
      ...span,
    }),
  );
  const announced = new Map(events.map(({ args }) => [args.listingsHash, args.listings]));
  const expiry = await client.readContract({ ...registry, functionName: "LISTING_EXPIRY" });
  const pending: Pending[] = [];
  for (const [id, listings] of announced) {
    const from = await client.readContract({
      ...registry,
      functionName: "availableAt",
      args: [id],
    });
    if (from === 0n) continue; // listed or cancelled
    const data = encodeFunctionData({
      abi: componentRegistryAbi,
      functionName: "list",
      args: [listings],
    });
    const call = { to: address, data };
    pending.push({
      kind: "listings",
      id,
      at: address,
      from,
      until: from + expiry,
      calls: [call],
      execute: call,
    });
  }
  return pending;
}
