import { expect } from "chai";
import { runBacktest } from "../../src/backtest/runBacktest.ts";
import { UnfitMarketError } from "../../src/backtest/errors.ts";
import { modelMarket } from "../../src/market/modelMarket.ts";
import { selectWeeks } from "../../src/market/selectWeeks.ts";
import { topRules } from "@sheaf/sdk/rules/topRules";
import { WAD } from "@sheaf/sdk/units/wad";
import { smallRules } from "../../../sdk/test/rules/smallRules.ts";
import { smallMarket } from "../../../sdk/test/market/smallMarket.ts";
import type { BacktestStep } from "../../src/backtest/runBacktest.ts";

const NAV = 1_000_000n * WAD;
const FREE = { poolFee: 0n, gasPrice: 0n, leastDepth: 10n ** 34n, mostDepth: 10n ** 34n };
/** Pools of $40 million a side, and gas of cents. */
const SHALLOW = {
  ...FREE,
  leastDepth: 4n * 10n ** 25n,
  mostDepth: 4n * 10n ** 25n,
  gasPrice: 10n ** 9n,
};
const rules = smallRules();
const flat = { "leader-coin": [100, 100, 100], b: [90, 90, 90], c: [80, 80, 80], d: [70, 70, 70] };

function near(actual: bigint, expected: bigint, bps: bigint): void {
  const gap = actual > expected ? actual - expected : expected - actual;
  expect(gap * 10_000n <= expected * bps, `${actual} is not near ${expected}`).to.equal(true);
}

describe("runBacktest", () => {
  it("buys the basket once and then only pays for what moves", () => {
    const steps = runBacktest({ market: smallMarket(flat), rules, nav: NAV });
    expect(steps.map(({ legs }) => legs)).to.deep.equal([4, 0, 0]);
    expect(steps.map(({ names }) => names)).to.deep.equal([4, 4, 4]);
    expect(steps[0]!.turnover > (WAD * 99n) / 100n).to.equal(true);
    expect(steps[1]!.nav).to.equal(steps[0]!.nav);
  });

  it("loses the pool's fee, the impact and the gas, each of them", () => {
    const first = (costs: object): BacktestStep =>
      runBacktest({ market: smallMarket(flat), rules, nav: NAV, costs })[0]!;
    const free = first(FREE);
    near(free.nav, WAD, 1n);
    expect([free.cost < 10n ** 12n, free.gas]).to.deep.equal([true, 0n]); // rounding of 1e-6 USDC
    const fee = first({ ...FREE, poolFee: 3000n });
    near(fee.cost, (3n * WAD) / 1000n, 100n); // 0.3 % of what is bought, near all of NAV
    near(fee.nav, WAD - fee.cost, 1n);
    // Purchases of 205,000 to 295,000 in pools of 100 million a side cost x / (R - x) of themselves: 0.254 % on average.
    const impact = first({ ...FREE, leastDepth: 10n ** 26n, mostDepth: 10n ** 26n });
    near(impact.cost, (254n * WAD) / 100_000n, 200n);
    // A trade, 4 legs, an epoch and 5 components: (250 + 4 * 155 + 400 + 5 * 65) thousand gas at a millionth of a dollar.
    const gas = first({ ...FREE, gasPrice: 10n ** 12n });
    expect(gas.gas).to.equal((1_595_000n * WAD) / 10n ** 12n);
    expect(gas.nav < free.nav).to.equal(true);
    near(gas.nav, free.nav - gas.gas, 1n);
  });

  it("trades in chunks where pools refill within a date: for less impact, and as much in all", () => {
    const first = (refills: number): BacktestStep =>
      runBacktest({
        market: smallMarket(flat),
        rules,
        nav: NAV,
        costs: { ...SHALLOW, refills },
      })[0]!;
    const [once, twice, often] = [first(0), first(1), first(6)];
    expect([once.legs, twice.legs, often.legs]).to.deep.equal([4, 8, 28]);
    expect(twice.cost < once.cost && often.cost * 2n < once.cost).to.equal(true);
    expect(often.gas > once.gas).to.equal(true);
    near(often.turnover, once.turnover, 60n);
  });

  it("follows the prices where nothing trades", () => {
    const market = smallMarket({
      "leader-coin": [100, 110],
      b: [100, 110],
      c: [100, 110],
      d: [100, 110],
    });
    const [first, second] = runBacktest({ market, rules, nav: NAV });
    expect(second!.legs).to.equal(0);
    near((second!.nav * 10n) / 11n, first!.nav, 1n);
    expect(second!.leader).to.equal((WAD * 11n) / 10n);
    expect(second!.untraded).to.equal((WAD * 11n) / 10n);
  });

  it("sells what leaves and buys what enters", () => {
    const fixed = { "leader-coin": [100, 100], b: [90, 90], c: [80, 80], f: [20, 20], g: [10, 11] };
    const market = smallMarket({ ...fixed, d: [70, 10], e: [30, 75] });
    const [, second] = runBacktest({ market, rules, nav: NAV, costs: FREE });
    expect([second!.legs >= 2, second!.names]).to.deep.equal([true, 4]);
  });

  it("leaves for settlement below the leader's mean, and comes back after the cool-down", () => {
    const closes = [100, 50, 50, 100, 200, 200, 400, 800];
    const prices = Object.fromEntries(Object.keys(flat).map((id) => [id, closes.map(() => 100)]));
    const steps = runBacktest({
      market: smallMarket(prices, closes),
      rules,
      nav: NAV,
      costs: { ...FREE, largeLossCap: WAD },
    });
    const bear = steps.findIndex(({ regime }) => regime === "bear");
    expect(bear).to.equal(2); // the closes of week 1 are known in week 2
    expect(steps[bear]).to.include({ flipped: true, names: 0 });
    const back = steps.findIndex(({ regime }, at) => at > bear && regime === "bull");
    expect(back).to.be.at.least(bear + 2); // 14 days
    expect(steps[back]!.names).to.equal(4);
  });

  it("holds where the regime's closes are missing, and says why", () => {
    const market = smallMarket(flat);
    const gap = { ...market, leaderCloses: market.leaderCloses.filter((_, at) => at !== 12) };
    const steps = runBacktest({ market: gap, rules, nav: NAV });
    expect(steps[0]!.held).to.equal(undefined);
    expect(steps[1]!.held).to.match(/is missing/);
    expect(steps[1]!.legs).to.equal(0);
    expect(steps[1]!.nav).to.equal(steps[0]!.nav);
  });

  it("keeps what has no row at its last price and does not trade it", () => {
    const market = smallMarket({ ...flat, b: [90, 90, 45], d: [1, 0, 1], e: [0, 1, 0] });
    const steps = runBacktest({ market, rules, nav: NAV, costs: FREE });
    const { part, ...holding } = steps[1]!.unpriced[0]!;
    expect(holding).to.deep.equal({ id: "d", since: "2030-01-07" });
    near(part, WAD / 100n, 2n);
    expect(steps[1]).to.include({ legs: 0, names: 4, held: undefined });
    expect(steps[1]!.nav).to.equal(steps[0]!.nav);
    expect([steps[2]!.nav < steps[1]!.nav, steps[2]!.unpriced]).to.deep.equal([true, []]);
  });

  it("F2 decides nothing where more than 2 % of NAV has no row, whatever the last one says", () => {
    const own = { b: [30, 30], c: [20, 20], d: [10, 10], e: [9, 9] };
    const steps = runBacktest({
      market: smallMarket({ ...own, "leader-coin": [40, 0] }),
      rules,
      nav: NAV,
      costs: FREE,
    });
    expect(steps[1]).to.include({
      legs: 0,
      held: "No reading of leader-coin, 39.99 % of NAV: more than 2 %.",
    });
    expect(steps[1]!.targets).to.equal(undefined);
  });

  it("F7 does not know what a leader made that has no row on the first date", () => {
    const market = smallMarket({ ...flat, "leader-coin": [0, 100, 100], e: [5, 5, 5] });
    const steps = runBacktest({ market, rules, nav: NAV });
    expect(steps.map(({ leader }) => leader)).to.deep.equal([undefined, undefined, undefined]);
    const known = runBacktest({ market: smallMarket(flat), rules, nav: NAV });
    expect(known.map(({ leader }) => leader)).to.deep.equal([WAD, WAD, WAD]);
  });

  it("F13 refuses rules with another leader, and rules that ask for what the market lacks", () => {
    const market = smallMarket(flat);
    const replay = (changes: object) => () =>
      runBacktest({ market, rules: { ...rules, ...changes }, nav: NAV });
    const { regime } = rules;
    expect(replay({ regime: { ...regime, leader: "bitconi" } })).to.throw(
      UnfitMarketError,
      "The rules' regime.leader is bitconi, and the small market has the closes of leader-coin.",
    );
    expect(replay({ signals: { minimumCoverage: 0n, maximumOut: WAD } })).to.throw(
      UnfitMarketError,
      "The rules ask for signals, and the small market has none.",
    );
    expect(replay({ regime: { ...regime, vote: "confirms" } })).to.throw(
      UnfitMarketError,
      "The rules wait for a second vote",
    );
  });

  it("follows signals where the market has them, and holds on a date without", () => {
    const own = smallRules({
      size: 2,
      enterRank: 2,
      leaveRank: 3,
      maximumWeight: "0.5",
      signals: { minimumCoverage: "0.5", maximumOut: "1" },
      risk: [{ bullishBelow: "0.6", stable: "0.3" }],
    });
    const trends = (bullish: readonly string[]) =>
      Object.keys(flat).map((id) => ({
        id,
        trend: bullish.includes(id) ? ("bullish" as const) : ("bearish" as const),
      }));
    const market = smallMarket(flat);
    const [one, two, three] = market.weeks.map(({ date }) => date);
    const steps = runBacktest({
      market: {
        ...market,
        signals: [
          { date: one!, signals: trends(["leader-coin", "b", "c"]) },
          { date: three!, signals: trends(["c"]) },
        ],
      },
      rules: own,
      nav: NAV,
      costs: { ...FREE, largeLossCap: WAD, weeklyLossCap: WAD },
    });
    expect(steps.map(({ names }) => names)).to.deep.equal([2, 2, 1]);
    expect(steps[1]!.held).to.match(/Too few tokens/);
    expect([steps[0]!.held, steps[2]!.held, two! > one!]).to.deep.equal([
      undefined,
      undefined,
      true,
    ]);
    const silent = runBacktest({ market: { ...market, signals: [] }, rules: own, nav: NAV });
    expect(silent.map(({ names, untraded }) => [names, untraded])).to.deep.equal(
      [1, 2, 3].map(() => [0, undefined]),
    );
  });

  it("flips only on dates on which the second source says the same, where the rules ask for it", () => {
    const closes = [100, 50, 50, 50, 50];
    const prices = Object.fromEntries(Object.keys(flat).map((id) => [id, closes.map(() => 100)]));
    const market = smallMarket(prices, closes);
    const { regime } = smallRules();
    const voting = { ...rules, regime: { ...regime, vote: "confirms" as const } };
    const costs = { ...FREE, largeLossCap: WAD };
    const regimesWith = (dates: readonly number[]): string[] => {
      const votes = dates.map((at) => ({ date: market.weeks[at]!.date, regime: "bear" as const }));
      const steps = runBacktest({ market: { ...market, votes }, rules: voting, nav: NAV, costs });
      return steps.map((step) => step.regime);
    };
    expect(regimesWith([])).to.deep.equal(["bull", "bull", "bull", "bull", "bull"]);
    expect(regimesWith([1])).to.deep.equal(regimesWith([]));
    expect(regimesWith([2])).to.deep.equal(["bull", "bull", "bear", "bear", "bear"]);
  });

  it("looks at nothing of the future: a shorter market gives the same first steps", () => {
    const year = modelMarket({ seed: 3, weeks: 30, names: 60 });
    const top = topRules(10, year.leader);
    const long = runBacktest({ market: year, rules: top, nav: NAV });
    const short = runBacktest({ market: selectWeeks(year, 20), rules: top, nav: NAV });
    expect(long.slice(0, 20)).to.deep.equal(short);
  });

  it("is the same whatever the order of the rows", () => {
    const market = modelMarket({ seed: 4, weeks: 8, names: 40 });
    const top = topRules(10, market.leader);
    const weeks = market.weeks.map(({ date, rows }) => ({ date, rows: rows.toReversed() }));
    expect(runBacktest({ market: { ...market, weeks }, rules: top, nav: NAV })).to.deep.equal(
      runBacktest({ market, rules: top, nav: NAV }),
    );
  });
});
