import type { Address } from "viem";
import type { DailyClose, MarketRow } from "@sheaf/sdk/market/market";

import type { IndexState, Listing } from "../execution/indexState.ts";
import type { DecisionInputs } from "./decisionInputs.ts";

/** The inputs of one decision. Published in canonical JSON; its hash is on chain. */
export type Snapshot = {
  readonly version: 1;
  readonly asOf: string; // YYYY-MM-DD
  readonly chainId: number;
  readonly vault: Address;
  readonly block: IndexState["block"];
  readonly rows: readonly MarketRow[]; // by id
  readonly closes: readonly DailyClose[]; // as many as the regime looks at
  readonly excluded: readonly string[]; // sorted
  readonly components: readonly {
    readonly id: string;
    readonly token: Address;
    readonly routed: boolean;
  }[]; // by id
  readonly listings: readonly SnapshotListing[]; // by token
  readonly holdings: readonly { readonly token: Address; readonly held: bigint /* {tok} */ }[]; // in basket order
  readonly supply: bigint; // {share}
  readonly epoch: { readonly number: number; readonly startedAt: bigint /* {s} */ };
  readonly regime: IndexState["regime"];
};

/** Without a good price, `price` is null. */
export type SnapshotListing = Omit<Listing, "price"> & { readonly price: bigint | null };

/** Gathers what a decision depends on, in an order that does not depend on the source's. */
export function takeSnapshot({
  rules,
  reading,
  index,
  listings,
  components,
  routes,
  asOf,
}: DecisionInputs): Snapshot {
  return {
    version: 1,
    asOf,
    chainId: index.chainId,
    vault: index.vault,
    block: index.block,
    rows: reading.rows
      .map(({ date, id, price, marketCap, volume24h }) => ({
        date,
        id,
        price,
        marketCap,
        volume24h,
      }))
      .sort(by(({ id }) => id)),
    closes: reading.leaderCloses
      .filter(({ date }) => date < asOf)
      .slice(-rules.regime.meanDays)
      .map(({ date, close }) => ({ date, close })),
    excluded: [...reading.excluded].sort(),
    components: [...components]
      .map(([id, token]) => ({ id, token, routed: routes.has(token) }))
      .sort(by(({ id }) => id)),
    listings: listingsOf(index, listings),
    holdings: index.components.map(({ token, held }) => ({ token, held })),
    supply: index.supply,
    epoch: { number: index.epoch.number, startedAt: index.epoch.startedAt },
    regime: index.regime,
  };
}

function listingsOf({ components }: IndexState, listings: readonly Listing[]): SnapshotListing[] {
  const all = new Map([...listings, ...components].map((listing) => [listing.token, listing]));
  return [...all.values()]
    .map(({ token, status, stable, decimals, slippage, maximumWeight, dust, price }) => ({
      token,
      status,
      stable,
      decimals,
      slippage,
      maximumWeight,
      dust,
      price: price ?? null,
    }))
    .sort(by(({ token }) => token));
}

function by<item>(key: (item: item) => string): (a: item, b: item) => number {
  return (a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0);
}
