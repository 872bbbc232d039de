import { firstDateKept } from "./firstDateKept.ts";
import { jumpBetween } from "./jumpBetween.ts";
import type { MarketRow, MarketWeek } from "./market.ts";

/**
 * The rows of a date, and the last ones of ids that the date says nothing credible of, dated as they were, of at most two weeks
 * before. A row that jumped from the last one as no market does is not credible, and gives way to that one. `earlier` ascends and
 * ends before the date. Keeper and backtest both read a market by this.
 */
export function withLastRows(
  { date, rows }: MarketWeek,
  earlier: readonly MarketWeek[],
): readonly MarketRow[] {
  const since = firstDateKept(date);
  const last = new Map<string, MarketRow>();
  for (const week of earlier) {
    if (week.date < since) continue;
    for (const row of week.rows) last.set(row.id, row);
  }
  const isCredible = (row: MarketRow): boolean => {
    const before = last.get(row.id);
    return before === undefined || jumpBetween(before, row) === undefined;
  };
  const credible = rows.every(isCredible) ? rows : rows.filter(isCredible);
  for (const { id } of credible) last.delete(id);
  return last.size === 0 ? credible : [...credible, ...last.values()];
}
