import type { Market, MarketRow } from "@sheaf/sdk/market/market";

/**
 * Rows by which feeds move at a date: the last one of each coin. A feed goes on where a source of signals has a gap; without a
 * price nobody could buy an index that holds the coin.
 */
export function feedRows({ weeks }: Market, date: string): readonly MarketRow[] {
  const rows = new Map<string, MarketRow>();
  for (const week of weeks)
    if (week.date <= date) for (const row of week.rows) rows.set(row.id, row);
  return [...rows.values()];
}
