import { expect } from "chai";
import { deriveTargets } from "../../src/rules/deriveTargets.ts";
import { SignalUnavailableError } from "../../src/rules/errors.ts";
import { formatDecimal } from "../../src/units/formatDecimal.ts";
import { WAD } from "../../src/units/wad.ts";
import { marketRows } from "./marketRows.ts";
import { seededRandom } from "./seededRandom.ts";
import { smallRules } from "./smallRules.ts";
import { weightsOf } from "./weightsOf.ts";
import type { MarketRow } from "../../src/market/market.ts";
import type { TargetInputs, Targets } from "../../src/rules/deriveTargets.ts";

const TODAY = "2030-01-14";
const LAST_WEEK = "2030-01-07";
const HELD = weightsOf({ a: "0.4", b: "0.3", c: "0.2", d: "0.1" });

function rowsAt(date: string, caps: Readonly<Record<string, number>>): MarketRow[] {
  return marketRows(caps).map((row) => ({ ...row, date }));
}

function derive(rows: readonly MarketRow[], changes: Partial<TargetInputs> = {}): Targets {
  return deriveTargets({
    rules: smallRules(),
    asOf: TODAY,
    rows,
    excluded: new Set(),
    regime: "bull",
    holdings: HELD,
    ...changes,
  });
}

function wordsOf({ weights }: Targets): string[] {
  return weights.map(({ id, weight, reason }) => `${id} ${formatDecimal(weight, 18, 3)} ${reason}`);
}

describe("deriveTargets, with readings that are missing", () => {
  const stale = rowsAt(LAST_WEEK, { a: 1 });
  const fresh = rowsAt(TODAY, { b: 30, c: 20, d: 10, e: 9 });

  it("F2 holds where a coin of 40 % of NAV has no reading, whatever its last row says", () => {
    for (const rows of [fresh, [...fresh, ...stale]])
      expect(() => derive(rows)).to.throw(
        SignalUnavailableError,
        "No reading of a, 40.00 % of NAV: more than 2 %.",
      );
  });

  it("F2 keeps a coin of 2 % without a reading at its weight, and buys none in its place", () => {
    const holdings = weightsOf({ a: "0.02", b: "0.2", c: "0.48", d: "0.3" });
    const targets = derive([...fresh, ...stale], { holdings });
    expect(wordsOf(targets)).to.deep.equal([
      "c 0.480 inside band",
      "b 0.337 drift",
      "d 0.162 drift",
      "a 0.020 missing data, held",
      "usd-coin 0.000 settlement",
    ]);
    expect(targets.weights[3]!.weight).to.equal(holdings[0]!.weight);
    const more = weightsOf({ a: "0.020000000000000001", b: "0.2", c: "0.48", d: "0.29", e: "0" });
    const whole = [...more, ...weightsOf({ f: "0.009999999999999999" })];
    expect(() => derive([...fresh, ...rowsAt(TODAY, { f: 1 })], { holdings: whole })).to.throw(
      SignalUnavailableError,
      "No reading of a",
    );
  });

  it("F2 buys nothing that has no reading, and still ranks the others below it", () => {
    const rules = smallRules({ size: 2, enterRank: 1, leaveRank: 3, maximumWeight: "0.6" });
    const holdings = weightsOf({ b: "0.6", d: "0.4" });
    const rows = rowsAt(TODAY, { b: 30, c: 20, d: 10 });
    const above = rowsAt(LAST_WEEK, { x: 25 }); // without it, d would be third and stay
    expect(wordsOf(derive(rows, { rules, holdings })).slice(0, 2)).to.deep.equal([
      "b 0.600 inside band",
      "d 0.400 inside band",
    ]);
    expect(wordsOf(derive([...rows, ...above], { rules, holdings }))).to.deep.equal([
      "b 0.600 inside band",
      "c 0.400 enters",
      "d 0.000 leaves",
      "usd-coin 0.000 settlement",
    ]);
  });

  it("looks at no row of more than two weeks before, nor at one of a later date", () => {
    const rules = smallRules({ size: 2, enterRank: 1, leaveRank: 3, maximumWeight: "0.6" });
    const holdings = weightsOf({ b: "0.6", d: "0.4" });
    const rows = rowsAt(TODAY, { b: 30, c: 20, d: 10 });
    const leaves = (date: string): boolean =>
      derive([...rows, ...rowsAt(date, { x: 25 })], { rules, holdings }).weights.some(
        ({ reason }) => reason === "leaves",
      );
    expect(["2029-12-30", "2029-12-31", "2030-01-15"].map(leaves)).to.deep.equal([
      false,
      true,
      false,
    ]);
  });

  it("takes a coin with an unknown market cap for one without a reading", () => {
    const holdings = weightsOf({ a: "0.02", b: "0.28", c: "0.4", d: "0.3" });
    const { weights, notes } = derive([...fresh, ...rowsAt(TODAY, { a: 0 })], { holdings });
    expect(weights.find(({ id }) => id === "a")?.weight).to.equal(holdings[0]!.weight);
    expect(notes.map(({ id }) => id)).to.deep.equal(["a"]);
  });

  it("adds what the chain has no price of to what has no reading", () => {
    const holdings = weightsOf({ a: "0.015", b: "0.485", c: "0.3", d: "0.185", e: "0.015" });
    const rules = smallRules({ size: 5, leaveRank: 6 });
    const kept = new Map([["e", "no price" as const]]);
    expect(() => derive(fresh, { rules, holdings, kept })).to.throw(
      "No reading of a, e, 3.00 % of NAV",
    );
    const routeless = new Map([["e", "no route" as const]]);
    expect(wordsOf(derive(fresh, { rules, holdings, kept: routeless }))).to.include.members([
      "a 0.015 missing data, held",
      "e 0.015 missing data, held",
    ]);
  });

  it("ranks a held coin that cannot be traded, so that nobody moves up by it", () => {
    const rules = smallRules({ size: 3, enterRank: 2, leaveRank: 3, maximumWeight: "0.6" });
    const holdings = weightsOf({ a: "0.01", b: "0.59", d: "0.4" });
    const rows = rowsAt(TODAY, { a: 40, b: 30, c: 20, d: 10 });
    const kept = new Map([["a", "no route" as const]]);
    expect(wordsOf(derive(rows, { rules, holdings, kept }))).to.include("d 0.000 leaves");
  });

  it("never trades it to even out the sum", () => {
    const holdings = weightsOf({ a: "0.02", b: "0.3", c: "0.3", d: "0.37", e: "0.01" });
    const random = seededRandom(11n);
    for (let run = 0; run < 300; run += 1) {
      const cap = (): number => 1 + Number(random(60n));
      const rows = rowsAt(TODAY, { b: cap(), c: cap(), d: cap(), e: cap(), f: cap() });
      const size = 4 + Number(random(2n));
      const rules = smallRules({
        size,
        enterRank: size - 1,
        leaveRank: size,
        driftRelative: "0.1",
      });
      const { weights } = derive(rows, { rules, holdings });
      expect(weights.find(({ id }) => id === "a")?.weight, `run ${run}`).to.equal(WAD / 50n);
      expect(weights.reduce((sum, { weight }) => sum + weight, 0n)).to.equal(WAD);
    }
  });

  it("holds where what stays leaves too few others to share the rest", () => {
    const rules = smallRules({ size: 3, enterRank: 3, leaveRank: 3, maximumWeight: "0.34" });
    const holdings = weightsOf({ a: "0.02", b: "0.33", c: "0.33", d: "0.32" });
    expect(() => derive(fresh, { rules, holdings })).to.throw(
      SignalUnavailableError,
      "1 components stay as they are, and 2 others cannot share the rest",
    );
  });

  it("leaves in a bear regime without any reading of rows", () => {
    const { weights } = derive([], { regime: "bear" });
    expect(weights.map(({ weight }) => weight > 0n)).to.deep.equal([
      true,
      false,
      false,
      false,
      false,
    ]);
  });

  it("names five of many", () => {
    const many = Object.fromEntries(Array.from({ length: 7 }, (_, at) => [`x${at}`, "0.1"]));
    const holdings = weightsOf({ ...many, b: "0.3" });
    expect(() => derive(fresh, { holdings })).to.throw(
      "No reading of x0, x1, x2, x3, x4 and 2 more, 70.00 % of NAV",
    );
  });
});
