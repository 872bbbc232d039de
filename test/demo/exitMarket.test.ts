import { expect } from "chai";
import type { Market } from "@sheaf/sdk/market/market";
import { modelMarket } from "@sheaf/lab/market/modelMarket";

import { exitMarket, NoWayBackError } from "../../demo/exit/exitMarket.ts";
import { exitRules } from "../../demo/exit/exitRules.ts";

const WEEK = 7 * 86_400_000; // {ms}

const rulesOf = ({ leader }: Market) => exitRules(8, leader);
const daysOf = (market: Market): number[] => market.weeks.map(({ date }) => Date.parse(date));

describe("exitMarket", () => {
  it("takes a bull week, the first that turns bear and the first that turns bull again, three weeks apart or more", () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const year = modelMarket({ seed, weeks: 52, names: 60 });
      const market = exitMarket(year, rulesOf(year));
      const [start, out, back] = daysOf(market);
      expect(out - start, `seed ${seed}`).to.be.at.least(3 * WEEK);
      expect(back - out, `seed ${seed}`).to.be.at.least(3 * WEEK);
      expect(market.weeks).to.have.length(3);
    }
    const year = modelMarket({ seed: 1, weeks: 52, names: 60 });
    const dates = exitMarket(year, rulesOf(year)).weeks.map(({ date }) => date);
    expect(dates).to.deep.equal(["2030-04-08", "2030-04-29", "2030-07-29"]);
  });

  it("keeps the rows that stand in all three, so that nothing is carried", () => {
    const year = modelMarket({ seed: 1, weeks: 52, names: 60 });
    const ids = exitMarket(year, rulesOf(year)).weeks.map(({ rows }) =>
      rows.map(({ id }) => id).sort(),
    );
    expect(ids[0].length).to.be.greaterThan(30).and.lessThan(62);
    expect(ids[1]).to.deep.equal(ids[0]);
    expect(ids[2]).to.deep.equal(ids[0]);
  });

  it("refuses a market that does not come back", () => {
    const short = modelMarket({ seed: 1, weeks: 20, names: 60 });
    expect(() => exitMarket(short, rulesOf(short))).to.throw(NoWayBackError, /seed 1/);
  });
});
