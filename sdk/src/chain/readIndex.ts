import type { Address, Client } from "viem";

import { readListings } from "./readListings.ts";
import { readRoutes } from "./readRoutes.ts";
import { readVault } from "./readVault.ts";
import type { ComponentState, IndexState } from "./indexState.ts";
import type { Routes } from "./parseRoutes.ts";

export type IndexInputs = {
  readonly client: Client;
  readonly vault: Address;
  readonly lens: Address; // that reads the pools
  readonly routes: Routes;
  readonly block: IndexState["block"]; // that every read is pinned to
};

/**
 * Reads an index with its prices and pools, all at one block: five requests at a hundred components with one pool each.
 *
 * @throws UnknownEnumError if a contract returns an enum value that this code does not know.
 * @throws WrongRouteError if a route names another pool than the lens's factory has.
 */
export async function readIndex({
  client,
  vault,
  lens,
  routes,
  block,
}: IndexInputs): Promise<IndexState> {
  const blockNumber = block.number;
  const { basket, fees: _, ...state } = await readVault({ client, vault, blockNumber });
  const { registry, oracle, usdc } = state.constitution;
  const tokens = basket.map(({ token }) => token);
  const [listings, pools] = await Promise.all([
    readListings({ client, registry, oracle, tokens, blockNumber }),
    readRoutes({ client, lens, routes, usdc, tokens, blockNumber }),
  ]);
  return {
    ...state,
    block,
    components: basket.flatMap((entry, at): ComponentState[] => {
      const listing = listings[at];
      if (listing === undefined) return [];
      const [pool, ...otherPools] = pools[at] ?? [];
      return [{ ...entry, ...listing, pool, otherPools }];
    }),
  };
}
