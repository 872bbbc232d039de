import type { Market, MarketRow } from "@sheaf/sdk/market/market";

/**
 * The names that an index of `size` could meet in a market: everything that ever ranks within twice its size, with the row in
 * which it first appears. They are what the demo lists and opens pools for.
 */
export function candidatesOf(market: Market, size: number): MarketRow[] {
  const first = new Map<string, MarketRow>();
  for (const { rows } of market.weeks) {
    const eligible = rows.filter(({ id, marketCap }) => !market.excluded.has(id) && marketCap > 0n);
    const ranked = [...eligible].sort((a, b) =>
      a.marketCap > b.marketCap ? -1 : a.marketCap < b.marketCap ? 1 : 0,
    );
    for (const row of ranked.slice(0, 2 * size)) {
      if (!first.has(row.id)) first.set(row.id, row);
    }
  }
  return [...first.values()];
}
