import { moveMarket } from "../../market/moveMarket.ts";
import { feedRows } from "./feedRows.ts";
import type { History } from "./history.ts";
import type { IndexWeek, Product } from "./product.ts";
import { turnWeek } from "./turnWeek.ts";

const SECOND = 1000; // {ms}

/** A replayed week, for people who wait. */
export type ReplayedWeek = {
  readonly number: number; // counted from 1
  readonly of: number;
  readonly date: string;
  readonly kept: readonly IndexWeek[];
};

/**
 * Replays the weeks of a history, and ends at the present: the chain's clock is the real one then, every feed is fresh, and
 * every pool has liquidity around its price.
 */
export async function replayHistory(
  product: Product,
  { market, first, last }: History,
  onWeek: (week: ReplayedWeek) => void,
): Promise<readonly IndexWeek[]> {
  const of = last - first + 1;
  let kept: readonly IndexWeek[] = [];
  for (const [at, week] of market.weeks.slice(first, last + 1).entries()) {
    // People see the last week's figures: the cost of leaving follows from liquidity at that week's prices.
    kept = await turnWeek(product, { market, week, tended: at + 1 === of });
    onWeek({ number: at + 1, of, date: week.date, kept });
  }
  const { local } = product;
  const { time } = local.connection.networkHelpers;
  const now = Math.floor(Date.now() / SECOND);
  if ((await time.latest()) < now) await time.increaseTo(now);
  const rows = feedRows(market, market.weeks[last]?.date ?? "").filter(({ id }) =>
    local.market.names.has(id),
  );
  await moveMarket(local.market, rows);
  return kept;
}
