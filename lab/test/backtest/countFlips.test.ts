import { expect } from "chai";
import { countFlips } from "../../src/backtest/countFlips.ts";
import { fromDayNumber } from "@sheaf/sdk/units/fromDayNumber";
import { toDayNumber } from "@sheaf/sdk/units/toDayNumber";
import { WAD } from "@sheaf/sdk/units/wad";
import { smallRules } from "../../../sdk/test/rules/smallRules.ts";

const MONDAY = toDayNumber("2030-01-07") ?? 0;
const rules = smallRules(); // mean of 10 closes, band 5 %
const flat = Array.from({ length: 14 }, () => 100);

/** One close a day from 14 days before a Monday. */
function closesOf(prices: readonly number[]) {
  return prices.map((price, at) => ({
    date: fromDayNumber(MONDAY - 14 + at),
    close: BigInt(price) * WAD,
  }));
}

describe("countFlips", () => {
  it("does not call the first Monday's side a flip, and dates a flip by the Monday of the check", () => {
    const closes = closesOf([...flat, 100, 100, 100, 100, 100, 100, 50, 50, 50]);
    expect(countFlips({ closes, rules, firstLine: 14, lag: 1 })).to.deep.equal([
      { date: "2030-01-14", regime: "bear" },
    ]);
  });

  it("knows Monday's own close only where it is asked to", () => {
    const closes = closesOf([...flat, 50, 50, 50, 50, 50, 50, 40, 30]);
    expect(countFlips({ closes, rules, firstLine: 14, lag: 1 })).to.deep.equal([
      { date: "2030-01-14", regime: "bear" },
    ]);
    expect(countFlips({ closes, rules, firstLine: 14, lag: 0 })).to.deep.equal([]); // it begins as bear
  });

  it("checks nothing before the first line, and waits for no cool-down", () => {
    const week = (price: number): number[] => Array.from({ length: 7 }, () => price);
    const closes = closesOf([...flat, ...week(50), ...week(100), ...week(50), 50]);
    const regimes = (firstLine: number): string[] =>
      countFlips({ closes, rules, firstLine, lag: 1 }).map(({ regime }) => regime);
    expect(regimes(14)).to.deep.equal(["bear", "bull", "bear"]);
    expect(regimes(22)).to.deep.equal(["bear"]);
  });
});
