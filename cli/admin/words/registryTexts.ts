import type { componentRegistryAbi } from "@sheaf/sdk/abi/componentRegistryAbi";
import { percentText } from "@sheaf/sdk/errors/text/percentText";

import type { CallTexts } from "./callTexts.ts";
import { listingText } from "./listingText.ts";

/** Effects of calls on the registry, and so on every index that uses it. */
export const registryTexts = {
  announceListings: (listings) =>
    `Announces ${countText(listings.length)}: ${listings.map(listingText).join("; ")}. ` +
    "Anyone can list them two days after the announcement, for fourteen days. A token's first listing counts for at most 2 % of an index in its first four weeks.",
  list: (listings) =>
    `Lists ${countText(listings.length)} as announced: ${listings.map(listingText).join("; ")}.`,
  cancelAnnouncement: () => "Withdraws announced listings. What is listed stays as it is.",
  freeze: (token) =>
    `Freezes ${token} at once: no index buys, sells or values it, and no index that holds it issues shares. Redemption goes on. Only a new listing undoes it, behind both delays.`,
  restrict: (token) =>
    `Makes ${token} sell-only at once: no index buys it. Only a new listing undoes it, behind both delays.`,
  tighten: (token, { maxWeight, slippage }) =>
    `Tightens the limits of ${token} at once, to at most ${percentText(maxWeight)} of an index and a slippage tier of ${percentText(slippage)}.`,
  probe: (token, amount) =>
    `Probes ${token}: ${amount} of its smallest unit go to the registry and come back in the same call.`,
  publishBook: (tokens) =>
    `Publishes a book of ${tokens.length} components: starts and trades then cost less gas. It changes no price, limit or holding.`,
} satisfies CallTexts<typeof componentRegistryAbi>;

function countText(count: number): string {
  return count === 1 ? "one listing" : `${count} listings`;
}
