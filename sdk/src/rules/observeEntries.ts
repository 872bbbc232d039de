import type { MarketRow, MarketWeek } from "../market/market.ts";
import type { Rules } from "./parseRules.ts";

export type EntryInputs = {
  readonly rules: Rules;
  readonly history: readonly MarketWeek[]; // ascending, without this reading
  readonly barred: (id: string) => boolean;
};

export type Entries = {
  /** Whether an id ranked within the buffer in every earlier reading that is asked for: else it may not enter. */
  readonly mayEnter: (id: string) => boolean;
  /** Whether it ranked within `enterRank` each time: else its rank of today is no claim to a place. */
  readonly isConfirmed: (id: string) => boolean;
};

/** Two observations before entry: a coin that jumps up in one reading waits for the next. Readings that there are not are not asked for. */
export function observeEntries({ rules, history, barred }: EntryInputs): Entries {
  const wanted = (rules.entryObservations ?? 1) - 1;
  const ranks = wanted === 0 ? [] : history.slice(-wanted).map(({ rows }) => rankOf(rows, barred));
  const within = (id: string, rank: number): boolean =>
    ranks.every((ranking) => (ranking.get(id) ?? Number.POSITIVE_INFINITY) <= rank);
  return {
    mayEnter: (id) => within(id, rules.leaveRank),
    isConfirmed: (id) => within(id, rules.enterRank),
  };
}

function rankOf(
  rows: readonly MarketRow[],
  barred: (id: string) => boolean,
): ReadonlyMap<string, number> {
  const ranked = rows
    .filter(({ id, marketCap }) => marketCap > 0n && !barred(id))
    .sort((a, b) =>
      a.marketCap === b.marketCap ? (a.id < b.id ? -1 : 1) : a.marketCap > b.marketCap ? -1 : 1,
    );
  return new Map(ranked.map(({ id }, at) => [id, at + 1]));
}
