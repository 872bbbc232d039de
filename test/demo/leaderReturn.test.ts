import { modelMarket } from "@sheaf/lab/market/modelMarket";
import { expect } from "chai";

import { leaderReturn } from "../../demo/leaderReturn.ts";

describe("leaderReturn", () => {
  const market = modelMarket({ seed: 1, weeks: 3, names: 10 });
  const priceIn = (week: number): bigint =>
    market.weeks[week]?.rows.find(({ id }) => id === market.leader)?.price ?? 0n;
  const without = (at: number): number | null =>
    leaderReturn({
      ...market,
      weeks: market.weeks.map((week, index) => ({
        ...week,
        rows: week.rows.filter(({ id }) => index !== at || id !== market.leader),
      })),
    });

  it("is the change of its price from the first week to the last", () => {
    const expected = Number(((priceIn(2) - priceIn(0)) * 1_000_000n) / priceIn(0)) / 1e6;
    const gap = Math.abs(Number(leaderReturn(market)) - expected);
    expect(gap < 1e-5, `${gap} apart`).to.equal(true);
  });

  it("F7 is unknown without a row in the first week or the last, and needs none between", () => {
    expect([without(0), without(2)]).to.deep.equal([null, null]);
    expect(without(1)).to.equal(leaderReturn(market));
  });
});
