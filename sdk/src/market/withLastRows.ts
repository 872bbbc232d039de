import { firstDateKept } from "./firstDateKept.ts";
import type { MarketRow, MarketWeek } from "./market.ts";

/**
 * The rows of a date, and the last ones of ids that the date does not mention, dated as they were, of at most two weeks before.
 * `earlier` ascends and ends before the date. Keeper and backtest both read a market by this.
 */
export function withLastRows(
  { date, rows }: MarketWeek,
  earlier: readonly MarketWeek[],
): readonly MarketRow[] {
  const since = firstDateKept(date);
  const known = new Set(rows.map(({ id }) => id));
  const last: MarketRow[] = [];
  for (const week of earlier.filter((one) => one.date >= since).toReversed()) {
    for (const row of week.rows) {
      if (known.has(row.id)) continue;
      known.add(row.id);
      last.push(row);
    }
  }
  return last.length === 0 ? rows : [...rows, ...last];
}
