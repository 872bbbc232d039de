import { expect } from "chai";
import { findGaps } from "../../src/backtest/findGaps.ts";
import { runBacktest } from "../../src/backtest/runBacktest.ts";
import { WAD } from "@sheaf/sdk/units/wad";
import { smallRules } from "../../../sdk/test/rules/smallRules.ts";
import { smallMarket } from "../../../sdk/test/market/smallMarket.ts";
import type { Gaps } from "../../src/backtest/findGaps.ts";
import type { Market } from "@sheaf/sdk/market/market";

const rules = smallRules();
const NAV = 1_000_000n * WAD;

const always = (price: number): number[] => Array.from({ length: 12 }, () => price);
const flat = { "leader-coin": always(100), b: always(90), c: always(80), d: always(70) };

function gapsOf(market: Market): Gaps {
  return findGaps(runBacktest({ market, rules, nav: NAV }));
}

describe("findGaps", () => {
  it("finds none where every date is decided and every holding has its row", () => {
    expect(gapsOf(smallMarket(flat))).to.deep.equal({
      undecided: [],
      undecidedDates: 0,
      frozen: [],
      isMostlySilent: false,
    });
  });

  it("F5 counts dates without a decision from the day on which the closes end, as one run", () => {
    const market = smallMarket(flat);
    const leaderCloses = market.leaderCloses.filter(({ date }) => date < "2030-02-14");
    expect(gapsOf({ ...market, leaderCloses })).to.deep.include({
      undecided: [
        {
          from: "2030-02-18",
          to: "2030-03-25",
          dates: 6,
          reason: 'The daily close of 2030-02-08 is missing, "2030-02-04" stands in its place.',
        },
      ],
      undecidedDates: 6,
      isMostlySilent: true,
    });
  });

  it("F5 tells runs of other reasons apart, and warns from more than a tenth of the dates on", () => {
    const market = smallMarket({ ...flat, c: [80, 0, ...always(80).slice(2)] });
    const one = gapsOf(market);
    expect(one.undecided.map(({ dates, reason }) => `${dates} ${reason}`)).to.deep.equal([
      "1 No reading of c, 23.52 % of NAV: more than 2 %.",
    ]);
    expect(one.isMostlySilent).to.equal(false); // 1 of 12
    const closes = market.leaderCloses.filter(({ date }) => date !== "2030-01-20");
    const two = gapsOf({ ...market, leaderCloses: closes });
    expect(
      two.undecided.map(({ dates, reason }) => `${dates} ${reason.slice(0, 9)}`),
    ).to.deep.equal(["1 No readin", "2 The daily"]);
    expect(two.isMostlySilent).to.equal(true);
  });

  it("F6 reports a holding from the fourteenth day without a row on, and its part of NAV", () => {
    const renamed = (dates: number): Market => {
      const prices = always(80).map((price, at) => (at === 0 || at > dates ? price : 0));
      return smallMarket({ ...flat, c: prices });
    };
    expect(gapsOf(renamed(1)).frozen).to.deep.equal([]);
    const [holding, ...others] = gapsOf(renamed(2)).frozen;
    expect(others).to.deep.equal([]);
    expect({ ...holding, part: (holding!.part * 10_000n) / WAD }).to.deep.equal({
      id: "c",
      since: "2030-01-07",
      until: "2030-01-21",
      part: 2352n,
    });
  });
});
