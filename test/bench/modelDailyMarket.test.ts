import { expect } from "chai";

import { modelDailyMarket } from "../../bench/time/modelDailyMarket.ts";

describe("modelDailyMarket", () => {
  it("has every name on every day, and the leader's closes of a hundred days before", () => {
    const { weeks, leaderCloses, leader } = modelDailyMarket({ seed: 1, days: 30, names: 7 });
    expect(weeks.map(({ rows }) => rows.length)).to.deep.equal(Array(30).fill(7));
    expect(leaderCloses).to.have.length(130);
    const [first, second] = weeks;
    expect(leaderCloses[99].date < first.date && leaderCloses[100].date === first.date).to.equal(
      true,
    );
    const opens = second.rows.find(({ id }) => id === leader);
    expect(opens?.price).to.equal(leaderCloses[100].close);
  });

  it("is the same for the same seed, and another for another", () => {
    const market = (seed: number) => modelDailyMarket({ seed, days: 5, names: 3 });
    expect(market(1)).to.deep.equal(market(1));
    expect(market(1).weeks).to.not.deep.equal(market(2).weeks);
  });
});
