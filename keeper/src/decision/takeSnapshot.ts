import { lookBack } from "@sheaf/sdk/rules/lookBack";
import type { Listing } from "@sheaf/sdk/chain/listing";
import type { MarketRow } from "@sheaf/sdk/market/market";
import type { Rules } from "@sheaf/sdk/rules/parseRules";
import type { Snapshot, SnapshotListing } from "@sheaf/sdk/snapshot/snapshot";

import type { IndexState } from "@sheaf/sdk/chain/indexState";
import type { MarketReading } from "../signals/createMarketSignals.ts";
import type { DecisionInputs } from "./decisionInputs.ts";

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
  const { usdc, bearAllowed, minInterval } = index.constitution;
  const { number, open, startedAt, deadline } = index.epoch;
  return {
    version: 1,
    asOf,
    chainId: index.chainId,
    vault: index.vault,
    block: index.block,
    constitution: { usdc, bearAllowed, minInterval },
    epoch: { number, open, startedAt, deadline },
    regime: index.regime,
    ...(index.windingDown ? { windingDown: true } : {}),
    supply: index.supply,
    holdings: index.components.map(({ token, held, carried }) => ({ token, held, carried })),
    listings: listingsOf(index, listings),
    components: [...components]
      .map(([id, token]) => ({ id, token, routed: routes.has(token) }))
      .sort(by(({ id }) => id)),
    rows: rowsOf(reading.rows),
    closes: reading.leaderCloses
      .filter(({ date }) => date < asOf)
      .slice(-rules.regime.meanDays)
      .map(({ date, close }) => ({ date, close })),
    excluded: [...reading.excluded].sort(),
    ...earlierOf(rules, reading),
  };
}

/** What the rules look at beyond today's rows, and nothing else: a snapshot holds what a decision depends on. */
function earlierOf(
  rules: Rules,
  { history = [], signals = [], vote }: MarketReading,
): Pick<Snapshot, "history" | "signals" | "vote"> {
  const wanted = lookBack(rules);
  return {
    ...(wanted.market === 0
      ? {}
      : {
          history: history
            .slice(-wanted.market)
            .map(({ date, rows }) => ({ date, rows: rowsOf(rows) })),
        }),
    ...(wanted.signals === 0
      ? {}
      : {
          signals: signals.slice(-wanted.signals).map((reading) => ({
            date: reading.date,
            signals: reading.signals.toSorted(by(({ id }) => id)),
          })),
        }),
    ...(rules.regime.vote === undefined || vote === undefined ? {} : { vote }),
  };
}

function rowsOf(rows: readonly MarketRow[]): MarketRow[] {
  return rows
    .map(({ date, id, price, marketCap, volume24h }) => ({
      date,
      id,
      price,
      marketCap,
      volume24h,
    }))
    .sort(by(({ id }) => id));
}

function listingsOf({ components }: IndexState, listings: readonly Listing[]): SnapshotListing[] {
  const all = new Map([...listings, ...components].map((listing) => [listing.token, listing]));
  return [...all.values()]
    .map(({ token, status, stable, isNew, decimals, slippage, maxWeight, dust, price }) => ({
      token,
      status,
      stable,
      ...(isNew ? { isNew } : {}),
      decimals,
      slippage,
      maxWeight,
      dust,
      price: price ?? null,
    }))
    .sort(by(({ token }) => token));
}

function by<item>(key: (item: item) => string): (a: item, b: item) => number {
  return (a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0);
}
