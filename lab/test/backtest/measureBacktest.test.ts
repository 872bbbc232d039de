import { expect } from "chai";
import { measureBacktest } from "../../src/backtest/measureBacktest.ts";
import { formatDecimal } from "@sheaf/sdk/units/formatDecimal";
import { fromDayNumber } from "@sheaf/sdk/units/fromDayNumber";
import { parseDecimal } from "@sheaf/sdk/units/parseDecimal";
import { WAD } from "@sheaf/sdk/units/wad";
import type { BacktestStep } from "../../src/backtest/runBacktest.ts";

/** Weekly steps with the given NAVs, all else quiet but for `changes`. */
function stepsOf(
  navs: readonly string[],
  changes: Readonly<Record<number, Partial<BacktestStep>>> = {},
): BacktestStep[] {
  return navs.map((nav, at) => ({
    date: fromDayNumber(20_000 + 7 * at),
    nav: parseDecimal(nav, 18, "exact"),
    leader: WAD,
    untraded: WAD,
    regime: "bull",
    flipped: false,
    names: 1,
    unpriced: [],
    current: [],
    targets: undefined,
    legs: 0,
    turnover: 0n,
    cost: 0n,
    gas: 0n,
    held: undefined,
    ...changes[at],
  }));
}

const show = (wad: bigint | undefined): string =>
  wad === undefined ? "none" : formatDecimal(wad, 18, 4);

describe("measureBacktest", () => {
  it("measures return and the deepest fall from a peak, the start included", () => {
    const { index } = measureBacktest(stepsOf(["0.99", "1.2", "0.9", "1.1", "0.95"]));
    expect(show(index.return)).to.equal("-0.0500");
    expect(show(index.maxDrawdown)).to.equal("0.2500");
    expect(show(measureBacktest(stepsOf(["0.8", "0.9"])).index.maxDrawdown)).to.equal("0.2000");
  });

  it("gives volatility, Sharpe and Sortino ratios of a year, worked by hand", () => {
    // Returns +10 %, -10 %, +20 %: mean 6.6667 %, deviation of the sample 15.2753 %, below zero sqrt(0.01 / 3) = 5.7735 %.
    const { index } = measureBacktest(stepsOf(["1", "1.1", "0.99", "1.188"]));
    // A year holds 365 / 7 = 52.142857 such weeks, whose root is 7.221001.
    expect(show(index.volatility)).to.equal("1.1030");
    expect(show(index.sharpe)).to.equal("3.1515");
    expect(show(index.sortino)).to.equal("8.3380");
  });

  it("F12 has no Sortino ratio where no period lost, and no Sharpe ratio where all are alike", () => {
    const rising = measureBacktest(stepsOf(["1", "1.1", "1.3"]));
    expect([show(rising.index.sortino), show(rising.index.sharpe)]).to.deep.equal([
      "none",
      "17.5873",
    ]);
    expect(rising.costPerFlip).to.equal(undefined);
    const { index } = measureBacktest(stepsOf(["1", "1", "1"]));
    expect([index.volatility, index.sharpe, index.sortino]).to.deep.equal([
      0n,
      undefined,
      undefined,
    ]);
    const short = measureBacktest(stepsOf(["1", "0.9"])).index;
    expect([short.volatility, short.sharpe, short.sortino]).to.deep.equal([
      undefined,
      undefined,
      undefined,
    ]);
    expect(measureBacktest(stepsOf(["1"])).index.return).to.equal(0n);
    expect(() => measureBacktest([])).to.throw(RangeError);
  });

  it("leaves the first purchase out wherever it is, as after dates without a decision", () => {
    const bought = { legs: 10, turnover: WAD };
    const traded = { legs: 4, turnover: WAD / 10n };
    const measures = measureBacktest(stepsOf(["1", "1", "1"], { 1: bought, 2: traded }));
    expect([show(measures.tradesPerWeek), show(measures.turnoverPerWeek)]).to.deep.equal([
      "2.0000",
      "0.0500",
    ]);
    expect(show(measureBacktest(stepsOf(["1", "1"])).tradesPerWeek)).to.equal("0.0000");
  });

  it("F7 does not know a series of which any date is unknown", () => {
    const { leader, untraded, index } = measureBacktest(
      stepsOf(["1", "1.1"], { 0: { leader: undefined }, 1: { untraded: undefined } }),
    );
    expect([leader, untraded, show(index.return)]).to.deep.equal([undefined, undefined, "0.1000"]);
  });

  it("leaves the first purchase out of trades and turnover a week, not out of costs", () => {
    const bought = { legs: 10, turnover: WAD, cost: WAD / 100n, gas: WAD / 10_000n };
    const traded = { legs: 4, turnover: WAD / 10n, cost: WAD / 1000n, flipped: true };
    const measures = measureBacktest(stepsOf(["1", "1", "1"], { 0: bought, 2: traded }));
    expect(show(measures.weeks)).to.equal("2.0000");
    expect(show(measures.tradesPerWeek)).to.equal("2.0000");
    expect(show(measures.turnoverPerWeek)).to.equal("0.0500");
    expect(show(measures.cost * 10_000n)).to.equal("111.0000");
    expect(show(measures.gas * 10_000n)).to.equal("1.0000");
    expect(measures.flips).to.equal(1);
    expect(show((measures.costPerFlip ?? 0n) * 10_000n)).to.equal("10.0000");
  });
});
