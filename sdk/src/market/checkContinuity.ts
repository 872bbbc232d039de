import { formatDecimal } from "../units/formatDecimal.ts";
import { WAD } from "../units/wad.ts";
import { currentId } from "./currentId.ts";
import { jumpBetween } from "./jumpBetween.ts";
import { UnexplainedChangeError } from "./errors.ts";
import type { AssetChange } from "./parseChangesCsv.ts";
import type { MarketRow, MarketWeek } from "./market.ts";

/**
 * Refuses a market in which a price and a market cap part by 100 times or more between two rows of an id, as the unit is another
 * one, or a price moves that far within two weeks, as the row is wrong. `weeks` ascend and are in today's terms; a change with a
 * factor of one vouches for the rows on both sides of its date.
 *
 * @throws UnexplainedChangeError that names each id.
 */
export function checkContinuity(
  weeks: readonly MarketWeek[],
  changes: readonly AssetChange[],
): void {
  const vouched = changes
    .filter(({ factor }) => factor === WAD)
    .map(({ date, successor }) => ({ date, id: currentId(successor, date, changes) }));
  const last = new Map<string, MarketRow>();
  const findings: string[] = [];
  for (const { rows } of weeks)
    for (const row of rows) {
      if (row.marketCap === 0n) continue;
      const before = last.get(row.id);
      last.set(row.id, row);
      if (before === undefined || jumpBetween(before, row) === undefined) continue;
      const isVouched = vouched.some(
        ({ id, date }) => id === row.id && before.date < date && date <= row.date,
      );
      if (!isVouched) findings.push(wordsOf(before, row));
    }
  if (findings.length > 0) throw new UnexplainedChangeError(findings);
}

function wordsOf(before: MarketRow, row: MarketRow): string {
  const from = `${shortest(before.price)} to ${shortest(row.price)}`;
  const caps = `${shortest(before.marketCap)} to ${shortest(row.marketCap)}`;
  return `${row.id} from ${before.date} to ${row.date}: price ${from}, market cap ${caps}`;
}

function shortest(value: bigint): string {
  return formatDecimal(value, 18, 18).replace(/\.?0+$/, "");
}
