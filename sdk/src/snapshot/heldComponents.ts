import { dustOf } from "../plan/dustOf.ts";
import { valueOf } from "../plan/valueOf.ts";
import { MalformedSnapshotError } from "./errors.ts";
import type { Snapshot, SnapshotHolding, SnapshotListing } from "./snapshot.ts";

export type HeldComponent = SnapshotListing & SnapshotHolding;

/** The basket of a snapshot with what registry and oracle say of each component. Its dust is worth next to nothing. */
export function heldComponents({
  holdings,
  listings,
}: Pick<Snapshot, "holdings" | "listings">): HeldComponent[] {
  const listingOf = new Map(listings.map((listing) => [listing.token, listing]));
  const components = holdings.map((holding, index) => {
    const listing = listingOf.get(holding.token);
    if (listing === undefined)
      throw new MalformedSnapshotError([
        { path: `$.holdings[${index}].token`, fault: "has no listing in the snapshot" },
      ]);
    return { ...listing, ...holding };
  });
  const nav = components.reduce((sum, { held, price }) => sum + valueOf(held, price ?? 0n), 0n);
  return components.map((component) => ({
    ...component,
    dust: dustOf(component.dust, component.price, nav),
  }));
}
