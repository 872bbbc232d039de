import type { NamedRow } from "../../demo/setUpSheaf.ts";
import { rankedRows } from "../../demo/rankedRows.ts";
import type { MarketRow } from "@sheaf/sdk/market/market";
import type { Rules } from "@sheaf/sdk/rules/parseRules";

import type { History } from "./history.ts";
import { tickersOf } from "./tickersOf.ts";

/** Weeks after the replay whose names have a token from the beginning. */
const AHEAD = 26;

/** The names that the rules may hold during the replay and soon after it, each with its first row. */
export function namesInReach(
  { market, first, last }: History,
  rules: readonly Rules[],
): NamedRow[] {
  const found = new Map<string, MarketRow>();
  for (const week of market.weeks.slice(first, last + 1 + AHEAD)) {
    const ranked = rankedRows(market, week);
    for (const { universe, leaveRank } of rules) {
      const { ids } = universe ?? {};
      const eligible = ids === undefined ? ranked : ranked.filter(({ id }) => ids.includes(id));
      for (const row of eligible.slice(0, leaveRank))
        if (!found.has(row.id)) found.set(row.id, row);
    }
  }
  const rows = [...found.values()];
  const tickers = tickersOf(rows.map(({ id }) => id));
  return rows.map((row) => ({ ...row, symbol: tickers.get(row.id) ?? row.id.toUpperCase() }));
}
