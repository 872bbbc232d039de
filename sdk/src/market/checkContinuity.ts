import { formatDecimal } from "../units/formatDecimal.ts";
import { WAD } from "../units/wad.ts";
import { currentId } from "./currentId.ts";
import { UnexplainedChangeError } from "./UnexplainedChangeError.ts";
import type { AssetChange } from "./parseChangesCsv.ts";
import type { MarketRow, MarketWeek } from "./market.ts";

/** How many times a price may move as far as the market cap from one row of an id to its next. */
const MOST_APART = 100n;

/**
 * Refuses a market in which a price and a market cap part by 100 times or more between two rows of an id: the unit is another one.
 * `weeks` ascend and are in today's terms; a change with a factor of one vouches for the rows on both sides of its date.
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
      if (before === undefined || timesApart(before, row) < MOST_APART) continue;
      const isVouched = vouched.some(
        ({ id, date }) => id === row.id && before.date < date && date <= row.date,
      );
      if (!isVouched) findings.push(wordsOf(before, row));
    }
  if (findings.length > 0) throw new UnexplainedChangeError(findings);
}

function timesApart(before: MarketRow, row: MarketRow): bigint {
  const [price, cap] = [row.price * before.marketCap, before.price * row.marketCap];
  return price > cap ? price / cap : cap / price;
}

function wordsOf(before: MarketRow, row: MarketRow): string {
  const from = `${shortest(before.price)} to ${shortest(row.price)}`;
  const caps = `${shortest(before.marketCap)} to ${shortest(row.marketCap)}`;
  return `${row.id} from ${before.date} to ${row.date}: price ${from}, market cap ${caps}`;
}

function shortest(value: bigint): string {
  return formatDecimal(value, 18, 18).replace(/\.?0+$/, "");
}
