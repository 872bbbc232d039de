import { MalformedSnapshotError } from "./MalformedSnapshotError.ts";
import type { Snapshot, SnapshotHolding, SnapshotListing } from "./snapshot.ts";

export type HeldComponent = SnapshotListing & SnapshotHolding;

/** The basket of a snapshot with what registry and oracle say of each component. */
export function heldComponents({
  holdings,
  listings,
}: Pick<Snapshot, "holdings" | "listings">): HeldComponent[] {
  const listingOf = new Map(listings.map((listing) => [listing.token, listing]));
  return holdings.map((holding, index) => {
    const listing = listingOf.get(holding.token);
    if (listing === undefined)
      throw new MalformedSnapshotError([
        { path: `$.holdings[${index}].token`, fault: "has no listing in the snapshot" },
      ]);
    return { ...listing, ...holding };
  });
}
