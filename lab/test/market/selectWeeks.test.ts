import { expect } from "chai";
import { NotEnoughWeeksError } from "../../src/market/errors.ts";
import { selectWeeks } from "../../src/market/selectWeeks.ts";
import type { Market } from "@sheaf/sdk/market/market";

const market: Market = {
  name: "small market",
  modelled: true,
  leader: "leader-coin",
  weeks: ["2030-01-07", "2030-01-14", "2030-01-21"].map((date) => ({ date, rows: [] })),
  leaderCloses: ["2030-01-05", "2030-01-06", "2030-01-13", "2030-01-14", "2030-01-20"].map(
    (date) => ({ date, close: 1n }),
  ),
  excluded: new Set(["some-dollar"]),
};

describe("selectWeeks", () => {
  it("keeps the first weeks and only closes that were known by the last of them", () => {
    const two = selectWeeks(market, 2);
    expect(two.weeks.map((week) => week.date)).to.deep.equal(["2030-01-07", "2030-01-14"]);
    expect(two.leaderCloses.map((close) => close.date)).to.deep.equal([
      "2030-01-05",
      "2030-01-06",
      "2030-01-13",
    ]);
    expect([two.name, two.leader, two.excluded]).to.deep.equal([
      market.name,
      market.leader,
      market.excluded,
    ]);
  });

  it("gives the whole market for all its weeks", () => {
    expect(selectWeeks(market, 3)).to.deep.equal(market);
  });

  for (const count of [0, -1, 4, 1.5, Number.NaN]) {
    it(`refuses ${count} of 3 weeks`, () => {
      expect(() => selectWeeks(market, count)).to.throw(
        NotEnoughWeeksError,
        "whole number from 1 to 3",
      );
    });
  }
});
