import { expect } from "chai";
import type { Market, MarketRow } from "@sheaf/sdk/market/market";

import { feedRows } from "../../../cli/start/feedRows.ts";

const row = (date: string, id: string, price: bigint): MarketRow => ({
  ...{ date, id, price },
  marketCap: 1n,
  volume24h: 1n,
});
const weeks = [
  ["2026-11-16", [row("2026-11-16", "oak", 1n), row("2026-11-16", "pine", 5n)]],
  ["2026-11-23", [row("2026-11-23", "oak", 2n)]],
  ["2026-11-30", [row("2026-11-30", "oak", 3n), row("2026-11-30", "larch", 7n)]],
] as const;
const market: Market = {
  name: "small market",
  modelled: true,
  leader: "oak",
  weeks: weeks.map(([date, rows]) => ({ date, rows })),
  leaderCloses: [],
  excluded: new Set(),
};
const pricesOn = (date: string) => feedRows(market, date).map(({ id, price }) => [id, price]);

describe("feedRows", () => {
  it("keeps the last price of a name that a week does not mention", () => {
    expect(pricesOn("2026-11-23")).to.deep.equal([
      ["oak", 2n],
      ["pine", 5n],
    ]);
  });

  it("knows nothing of later weeks", () => {
    expect(pricesOn("2026-11-16")).to.deep.equal([
      ["oak", 1n],
      ["pine", 5n],
    ]);
  });
});
