import { expect } from "chai";
import { deriveTargets } from "../../src/rules/deriveTargets.ts";
import {
  InfeasibleWeightsError,
  MalformedHoldingsError,
  SignalUnavailableError,
} from "../../src/rules/errors.ts";
import { formatDecimal } from "../../src/units/formatDecimal.ts";
import { WAD } from "../../src/units/wad.ts";
import { marketRows } from "./marketRows.ts";
import { smallRules } from "./smallRules.ts";
import { weightsOf } from "./weightsOf.ts";
import type { TargetInputs, Targets } from "../../src/rules/deriveTargets.ts";

const rules = smallRules();
const rows = marketRows({ a: 40, b: 30, c: 20, d: 10, e: 9, f: 1 });

function derive(changes: Partial<TargetInputs>): Targets {
  return deriveTargets({
    rules,
    asOf: "2030-01-07",
    rows,
    excluded: new Set(),
    regime: "bull",
    holdings: [],
    ...changes,
  });
}

function wordsOf({ weights }: Targets): string[] {
  return weights.map(({ id, weight, reason }) => `${id} ${formatDecimal(weight, 18, 3)} ${reason}`);
}

describe("deriveTargets", () => {
  it("buys the first basket from settlement alone", () => {
    const first = derive({});
    expect(wordsOf(first)).to.deep.equal([
      "a 0.400 enters",
      "b 0.300 enters",
      "c 0.200 enters",
      "d 0.100 enters",
      "usd-coin 0.000 settlement",
    ]);
    expect(first.changed).to.equal(true);
    expect(derive({ holdings: weightsOf({ "usd-coin": "1" }) })).to.deep.equal(first);
  });

  it("changes nothing while all are inside their bands", () => {
    const holdings = weightsOf({ a: "0.41", b: "0.29", c: "0.19", d: "0.11" });
    const targets = derive({ holdings });
    expect(targets.changed).to.equal(false);
    expect(wordsOf(targets)).to.deep.equal([
      "a 0.410 inside band",
      "b 0.290 inside band",
      "c 0.190 inside band",
      "d 0.110 inside band",
      "usd-coin 0.000 settlement",
    ]);
  });

  it("gives each component the reason for its weight", () => {
    const targets = derive({ holdings: weightsOf({ a: "0.42", b: "0.18", c: "0.2", f: "0.2" }) });
    expect(wordsOf(targets)).to.deep.equal([
      "a 0.420 inside band",
      "b 0.285 drift",
      "c 0.200 inside band",
      "d 0.095 enters",
      "f 0.000 leaves",
      "usd-coin 0.000 settlement",
    ]);
  });

  it("says who trades only to even out the sum", () => {
    const targets = derive({
      holdings: weightsOf({ a: "0.36", b: "0.36", c: "0.23", d: "0", f: "0.05" }),
    });
    expect(wordsOf(targets).filter((words) => words.endsWith("evens out"))).to.deep.equal([
      "b 0.307 evens out",
    ]);
  });

  it("keeps the weight of a held component that the rows do not mention, and says so", () => {
    const targets = derive({
      holdings: weightsOf({ a: "0.3", b: "0.48", c: "0.2", gone: "0.02" }),
    });
    expect(targets.weights.find(({ id }) => id === "gone")).to.deep.equal({
      id: "gone",
      weight: WAD / 50n,
      reason: "missing data, held",
    });
    expect(targets.notes).to.deep.equal([{ id: "gone", note: "no reading, keeps its weight" }]);
  });

  it("goes to settlement alone in a bear regime, rows or not", () => {
    const holdings = weightsOf({ a: "0.5", gone: "0.3", "usd-coin": "0.2" });
    const targets = derive({ regime: "bear", holdings, rows: [] });
    expect(wordsOf(targets)).to.deep.equal([
      "usd-coin 1.000 bear: to settlement",
      "a 0.000 bear: to settlement",
      "gone 0.000 bear: to settlement",
    ]);
    expect(targets.changed).to.equal(true);
    expect(derive({ regime: "bear" })).to.deep.equal({
      weights: [{ id: "usd-coin", weight: WAD, reason: "bear: to settlement" }],
      changed: false,
      notes: [],
    });
  });

  it("acts on neutral like on bull", () => {
    expect(derive({ regime: "neutral" })).to.deep.equal(derive({}));
  });

  it("holds rather than sells where the week has no eligible row", () => {
    expect(() => derive({ rows: [] })).to.throw(
      SignalUnavailableError,
      "No row of this week is eligible",
    );
    expect(() =>
      derive({ rows: marketRows({ wrapped: 5 }), excluded: new Set(["wrapped"]) }),
    ).to.throw(SignalUnavailableError);
  });

  it("gives the rounding of current weights to settlement, or takes it off the largest", () => {
    const short = derive({
      holdings: weightsOf({ a: "0.399999999999999999", b: "0.3", c: "0.2", d: "0.1" }),
    });
    expect(short.weights.at(-1)).to.deep.equal({
      id: "usd-coin",
      weight: 1n,
      reason: "settlement",
    });
    const over = derive({
      holdings: weightsOf({ a: "0.400000000000000002", b: "0.3", c: "0.2", d: "0.1" }),
    });
    expect(over.weights[0]).to.deep.equal({
      id: "a",
      weight: (WAD * 4n) / 10n,
      reason: "inside band",
    });
  });

  it("does not take a holding of weight zero for held", () => {
    const targets = derive({
      holdings: weightsOf({ a: "0.4", b: "0.3", c: "0.2", d: "0.1", gone: "0" }),
    });
    expect(targets.weights.filter(({ reason }) => reason === "missing data, held")).to.deep.equal(
      [],
    );
    expect(
      derive({ regime: "bear", holdings: weightsOf({ "usd-coin": "1", gone: "0" }) }).changed,
    ).to.equal(false);
  });

  it("refuses holdings with more missing than rounding", () => {
    expect(() => derive({ holdings: weightsOf({ a: "0.5", b: "0.49" }) })).to.throw(
      MalformedHoldingsError,
      "they sum to",
    );
    expect(() => derive({ holdings: weightsOf({ a: "0.5", b: "0.51" }), regime: "bear" })).to.throw(
      MalformedHoldingsError,
      "they sum to",
    );
  });

  it("refuses plain rules too few rows to reach one, and lets a universe leave the rest to settlement", () => {
    const few = marketRows({ a: 40, b: 30 });
    expect(() => derive({ rows: few })).to.throw(InfeasibleWeightsError);
    expect(wordsOf(derive({ rows: marketRows({ a: 40, b: 30, c: 20 }) })).length).to.equal(4);
    const half = smallRules({ size: 2, enterRank: 2, leaveRank: 2, maximumWeight: "0.5" });
    expect(derive({ rules: half, rows: few }).weights[0]!.weight).to.equal(WAD / 2n); // just enough
    const patient = smallRules({ missingObservations: 1 });
    expect(() => derive({ rules: patient, rows: few })).to.throw(InfeasibleWeightsError);
    const sector = smallRules({ universe: { listedObservations: 1 } });
    expect(wordsOf(derive({ rules: sector, rows: few }))).to.deep.equal([
      "a 0.400 enters",
      "b 0.400 enters",
      "usd-coin 0.200 settlement",
    ]);
  });

  it("puts weights of one size, and notes of one id, in order of their texts", () => {
    const equal = marketRows({ d: 5, b: 5, c: 5, a: 5 });
    expect(derive({ rows: equal }).weights.map(({ id }) => id)).to.deep.equal([
      "a",
      "b",
      "c",
      "d",
      "usd-coin",
    ]);
    const strict = smallRules({
      weighting: "conviction",
      conviction: { exponent: "1", least: "0.9", most: "1.1", smoothing: 1, activeShare: "0.2" },
      exposure: { volumeBelow: "1000000000", maximumEach: "0.4", maximumTotal: "1" },
    });
    const { notes } = derive({ rules: strict, rows: equal.toReversed() });
    expect(notes).to.deep.equal(
      ["a", "b", "c", "d"].flatMap((id) => [
        { id, note: "illiquid, capped" },
        { id, note: "no grade, neutral" },
      ]),
    );
  });

  it("bars what is excluded, whether or not a screen bars it too", () => {
    const screened = smallRules({ universe: { deny: [{ id: "b", reason: "of another index" }] } });
    const { weights, notes } = derive({
      rules: screened,
      excluded: new Set(["a"]),
      holdings: weightsOf({ a: "0.3", b: "0.3", c: "0.4" }),
    });
    expect(weights.filter(({ weight }) => weight === 0n).map(({ id }) => id)).to.include.members([
      "a",
      "b",
    ]);
    expect(notes).to.deep.equal([{ id: "b", note: "denied: of another index" }]);
  });

  it("does not depend on the order of rows and holdings", () => {
    const holdings = weightsOf({ a: "0.42", b: "0.18", c: "0.2", f: "0.2" });
    expect(derive({ holdings: holdings.toReversed(), rows: rows.toReversed() })).to.deep.equal(
      derive({ holdings }),
    );
  });
});
