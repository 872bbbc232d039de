import { expect } from "chai";

import { extendMarket } from "../../src/market/extendMarket.ts";
import { modelMarket } from "../../src/market/modelMarket.ts";

const market = modelMarket({ seed: 1, weeks: 3, names: 20 });
const extended = extendMarket(market);
const row = (week: number, id: string) => extended.weeks[week]?.rows.find((one) => one.id === id);

describe("extendMarket", () => {
  it("appends one week with the same names, and leaves the others alone", () => {
    expect(extended.weeks).to.have.lengthOf(4);
    expect(extended.weeks.slice(0, 3)).to.deep.equal(market.weeks);
    expect(extended.weeks[3]?.date).to.equal("2030-01-28");
    expect(extended.weeks[3]?.rows.map(({ id }) => id)).to.deep.equal(
      market.weeks[2]?.rows.map(({ id }) => id),
    );
  });

  it("has a close of every day, of which the last is the leader's price", () => {
    const closes = extended.leaderCloses.slice(-8);
    expect(closes.map(({ date }) => date)).to.deep.equal([
      ...["2030-01-20", "2030-01-21", "2030-01-22", "2030-01-23"],
      ...["2030-01-24", "2030-01-25", "2030-01-26", "2030-01-27"],
    ]);
    expect(row(3, "leader-coin")?.price).to.equal(closes.at(-1)?.close);
  });

  it("moves prices by less than a fifth and market caps with them, and no dollar", () => {
    for (const { id, price, marketCap } of market.weeks[2]?.rows ?? []) {
      const next = row(3, id);
      const moved = next?.price ?? 0n;
      expect(moved * 100n >= price * 80n && moved * 100n <= price * 120n, id).to.equal(true);
      expect(next?.marketCap, id).to.equal((marketCap * (next?.price ?? 0n)) / price);
    }
    expect(row(3, "model-dollar")?.price).to.equal(row(2, "model-dollar")?.price);
    expect(row(3, "amberly-anvil")?.price).not.to.equal(row(2, "amberly-anvil")?.price);
  });

  it("gives the same week for the same market, and can go on", () => {
    expect(extendMarket(market)).to.deep.equal(extended);
    expect(extendMarket(extended).weeks[4]?.date).to.equal("2030-02-04");
  });
});
