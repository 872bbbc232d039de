import type { Signer } from "ethers";

import type { IComponentRegistry } from "../types/contracts/oracle/ComponentRegistry.js";
import type { Sheaf } from "./deploySheaf.ts";
import { executeAsAdmin } from "./executeAsAdmin.ts";

/** A newer announcement or listing replaced some of what was to be listed. */
export class ListingsSkippedError extends Error {
  override readonly name = "Deploy.ListingsSkippedError";

  constructor(tokens: readonly string[]) {
    super(
      `The registry left out ${tokens.join(", ")}, which were announced or listed again in between. Announce them anew.`,
    );
  }
}

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
  for (const batch of batches) {
    const receipt = await (await registry.connect(admin).list(batch)).wait();
    const skipped = await registry.queryFilter(
      registry.filters.ListingSkipped(),
      receipt?.blockNumber,
      receipt?.blockNumber,
    );
    const tokens = skipped.map(({ args }) => args.token);
    if (tokens.length > 0) throw new ListingsSkippedError(tokens);
  }
}
