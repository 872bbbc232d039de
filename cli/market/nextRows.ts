import type { Market } from "@sheaf/sdk/market/market";

import type { MarketName, MarketRow as LocalRow } from "../../market/LocalMarket.ts";
import { currentWeek } from "./currentWeek.ts";

const WAD_DECIMALS = 18;

/** Prices that a test market moves to. */
export type NextRows = {
  readonly week: number; // counted from 1
  readonly date: string; // YYYY-MM-DD of the week's rows
  readonly rows: readonly LocalRow[]; // of every name
  readonly tended: readonly LocalRow[]; // of the names that have a row in that week
};

/**
 * The week after the one at which the feeds stand. The feeds say themselves which one that is: the week that most of them agree
 * with. After the last week they stay there, and a name without a row keeps its price.
 */
export function nextRows({ weeks }: Market, names: ReadonlyMap<string, MarketName>): NextRows {
  const current = currentWeek({ weeks }, names);
  const at = current === undefined ? 0 : Math.min(current + 1, weeks.length - 1);
  const { date = "", rows = [] } = weeks[at] ?? {};
  const tended = rows.filter(({ id }) => names.has(id));
  const ids = new Set(tended.map(({ id }) => id));
  const others = [...names.values()].filter(({ id }) => !ids.has(id));
  const repeated = others.map((name) => ({ id: name.id, price: priceOf(name), volume24h: 0n }));
  return { week: at + 1, date, rows: [...tended, ...repeated], tended };
}

/** D18{usd/token} Current answer of a token's feed. */
function priceOf({ answer, feedDecimals }: MarketName): bigint {
  return answer * 10n ** BigInt(WAD_DECIMALS - feedDecimals);
}
