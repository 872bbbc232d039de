import type { Market, MarketRow, MarketWeek } from "@sheaf/sdk/market/market";

/** A week's rows that may stand in an index, by market cap, the largest first. A market cap of zero is an unknown one. */
export function rankedRows({ excluded }: Market, { rows }: MarketWeek): MarketRow[] {
  return rows
    .filter(({ id, marketCap }) => !excluded.has(id) && marketCap > 0n)
    .sort((a, b) => (a.marketCap > b.marketCap ? -1 : a.marketCap < b.marketCap ? 1 : 0));
}
