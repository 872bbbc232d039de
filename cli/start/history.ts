import type { Market } from "@sheaf/sdk/market/market";

/** A market with the weeks that are replayed. Earlier weeks are known to rules that look back, later ones are still to come. */
export type History = {
  readonly market: Market;
  readonly first: number; // position of the first replayed week
  readonly last: number; // position of the last one
};
