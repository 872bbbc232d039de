import type { Signer } from "ethers";

import type { IComponentRegistry } from "../types/contracts/oracle/ComponentRegistry.js";
import type { Sheaf } from "./deploySheaf.ts";
import { executeAsAdmin } from "./executeAsAdmin.ts";

export type Listing = IComponentRegistry.ListingStruct;

/** Listings in one announcement: some 100,000 gas each to carry out, so that a batch stays far under the transaction cap. */
const BATCH = 40;

/**
 * Announces listings through the timelock, waits the admin's and the registry's delay, carries them out.
 * @param salt Tells the same announcement of another time from this one; see executeAsAdmin.
 */
export async function listComponents(
  sheaf: Pick<Sheaf, "registry" | "timelock">,
  admin: Signer,
  listings: readonly Listing[],
  waitFor: (seconds: bigint) => Promise<void>,
  salt?: string,
): Promise<void> {
  const { registry, timelock } = sheaf;
  const batches: Listing[][] = [];
  for (let start = 0; start < listings.length; start += BATCH)
    batches.push(listings.slice(start, start + BATCH));
  const target = await registry.getAddress();
  const calls = batches.map((batch) => ({
    target,
    data: registry.interface.encodeFunctionData("announceListings", [batch]),
  }));
  await executeAsAdmin(timelock, admin, calls, waitFor, salt);
  await waitFor(await registry.LISTING_DELAY());
  for (const batch of batches) await (await registry.connect(admin).list(batch)).wait();
}
