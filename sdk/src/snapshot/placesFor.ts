import type { Address } from "viem";

import type { Weight } from "../rules/capWeights.ts";

/** The vault lists no more components than this after a start, USDC and leavers of which something is left among them. */
const PLACES = 128;

type Entrant = Weight & { readonly token: Address };

export type Places = {
  readonly entering: ReadonlySet<string>; // ids that enter now
  readonly waiting: readonly string[]; // ids for which there is no place until others have left
};

/**
 * Which targets that are not listed today can enter: the largest, as many as fit beside everything that is listed. Anybody can
 * keep a leaver listed by a gift, so no leaver is expected to drop out.
 */
export function placesFor(targets: readonly Entrant[], listed: ReadonlySet<Address>): Places {
  const entrants = targets
    .filter(({ token, weight }) => weight > 0n && !listed.has(token))
    .sort((a, b) => (a.weight === b.weight ? (a.id < b.id ? -1 : 1) : a.weight > b.weight ? -1 : 1))
    .map(({ id }) => id);
  const free = Math.max(0, PLACES - listed.size);
  return { entering: new Set(entrants.slice(0, free)), waiting: entrants.slice(free) };
}
