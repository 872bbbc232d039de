import { expect } from "chai";
import { ruleWarnings } from "../../src/backtest/ruleWarnings.ts";
import { smallRules } from "../../../sdk/test/rules/smallRules.ts";
import { smallMarket } from "../../../sdk/test/market/smallMarket.ts";

const five = { "leader-coin": [100, 100], b: [90, 90], c: [80, 80], d: [70, 70], e: [9, 9] };
const market = smallMarket(five);

describe("ruleWarnings", () => {
  it("is silent where everything that is named is there", () => {
    expect(ruleWarnings(market, smallRules())).to.deep.equal([]);
  });

  it("F8 names ids of exclusions and rules that are in no row", () => {
    const rules = smallRules({
      universe: { ids: ["b", "c", "d", "f"], deny: [{ id: "scam", reason: "fraud" }] },
      stables: [
        { id: "usd-coin", weight: "0.5" },
        { id: "usdx", weight: "0.5" },
      ],
    });
    const excluded = new Set(["b", "u", "v", "w", "x", "y", "z"]);
    expect(ruleWarnings({ ...market, excluded }, rules)).to.deep.equal([
      "universe.ids names ids that are in no row: f.",
      "universe.deny names ids that are in no row: scam.",
      "stables names ids that are in no row: usdx.",
      "excluded-ids.json names ids that are in no row: u, v, w, x, y and 1 more.",
    ]);
  });

  it("counts dates with too few rows for the ranks, and dates without a vote", () => {
    const thin = smallMarket({ ...five, d: [70, 0] });
    expect(ruleWarnings(thin, smallRules())).to.deep.equal([
      "1 of 2 dates have fewer eligible rows than leaveRank, 5, for 4 names: 4 on 2030-01-14.",
    ]);
    const { regime } = smallRules();
    const voting = { ...smallRules(), regime: { ...regime, vote: "confirms" as const } };
    const votes = [
      { date: "2030-01-07", regime: "bull" as const },
      { date: "2030-01-13", regime: "bear" as const },
    ];
    expect(ruleWarnings({ ...market, votes }, voting)).to.deep.equal([
      "1 of 2 dates have no vote on the regime, which cannot change there.",
    ]);
  });

  it("F5 names dates that the data leave out", () => {
    const prices = Array.from({ length: 6 }, () => 100);
    const whole = smallMarket({
      "leader-coin": prices,
      b: prices,
      c: prices,
      d: prices,
      e: prices,
    });
    const weeks = whole.weeks.filter((_, at) => at !== 2 && at !== 3);
    expect(ruleWarnings({ ...whole, weeks }, smallRules())).to.deep.equal([
      "The data have no rows within 2030-01-14 to 2030-02-04, where dates are mostly 7 days apart: nothing is decided there.",
    ]);
  });

  it("F13 says that a mean needs more closes than there are, and that there are no grades", () => {
    const { regime } = smallRules();
    const long = { ...smallRules(), regime: { ...regime, meanDays: 18 } };
    expect(ruleWarnings(market, long)).to.deep.equal([
      "regime.meanDays is 18, and the data have 17 daily closes before 2030-01-14: no date can be decided.",
    ]);
    const exact = { ...smallRules(), regime: { ...regime, meanDays: 17 } };
    expect(ruleWarnings(market, exact)).to.deep.equal([]);
    const graded = smallRules({
      weighting: "conviction",
      conviction: { exponent: "1", least: "0.9", most: "1.1", smoothing: 1, activeShare: "0.2" },
    });
    expect(ruleWarnings(market, graded)[0]).to.include("every grade counts as neutral");
  });
});
