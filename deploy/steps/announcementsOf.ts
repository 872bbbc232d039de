import { AbiCoder, encodeBytes32String, keccak256, ZeroHash } from "ethers";

import type { ComponentRegistry, TimelockController } from "../../types/index.js";
import type { Listing } from "../listComponents.ts";

/** Listings in one announcement; see `listComponents`. */
const BATCH = 40;
const SALT = encodeBytes32String("founding");

/** An announcement of first listings, on its way through the timelock and the registry. */
export type Announcement = {
  readonly listings: readonly Listing[];
  readonly target: string;
  readonly data: string;
  readonly salt: string;
  readonly operation: string; // id in the timelock
  readonly listingsHash: string; // in the registry
};

/** The announcements of all first listings: the same listings make the same ones in every run. */
export async function announcementsOf(
  registry: ComponentRegistry,
  timelock: TimelockController,
  listings: readonly Listing[],
): Promise<Announcement[]> {
  const target = await registry.getAddress();
  const announce = registry.interface.getFunction("announceListings");
  const announcements: Announcement[] = [];
  for (let start = 0; start < listings.length; start += BATCH) {
    const batch = listings.slice(start, start + BATCH);
    const data = registry.interface.encodeFunctionData("announceListings", [batch]);
    const encoded = AbiCoder.defaultAbiCoder().encode(announce.inputs, [batch]);
    announcements.push({
      listings: batch,
      target,
      data,
      salt: SALT,
      operation: await timelock.hashOperation(target, 0, data, ZeroHash, SALT),
      listingsHash: keccak256(encoded),
    });
  }
  return announcements;
}
