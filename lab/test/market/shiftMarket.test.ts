import { expect } from "chai";

import { modelMarket } from "../../src/market/modelMarket.ts";
import { shiftMarket } from "../../src/market/shiftMarket.ts";

const market = modelMarket({ seed: 1, weeks: 3, names: 4 });

describe("shiftMarket", () => {
  it("moves the dates of weeks, rows and closes by the same number of days", () => {
    const moved = shiftMarket(market, -1000);
    expect(market.weeks[2]?.date).to.equal("2030-01-21");
    expect(moved.weeks[2]?.date).to.equal("2027-04-27");
    expect(moved.weeks[2]?.rows[0]?.date).to.equal("2027-04-27");
    expect(moved.leaderCloses.at(-1)?.date).to.equal("2027-04-26");
  });

  it("changes no price, and is undone by the way back", () => {
    expect(shiftMarket(shiftMarket(market, 17), -17)).to.deep.equal(market);
    const prices = (one: typeof market): bigint[] =>
      one.weeks.flatMap(({ rows }) => rows.map(({ price }) => price));
    expect(prices(shiftMarket(market, 17))).to.deep.equal(prices(market));
  });

  it("moves signals and votes with them", () => {
    const signals = [{ date: "2030-01-07", signals: [] }];
    const votes = [{ date: "2030-01-14", regime: "bull" as const }];
    const moved = shiftMarket({ ...market, signals, votes }, 7);
    expect(moved.signals?.[0]?.date).to.equal("2030-01-14");
    expect(moved.votes?.[0]?.date).to.equal("2030-01-21");
  });
});
