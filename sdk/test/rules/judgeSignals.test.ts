import { expect } from "chai";
import { judgeSignals } from "../../src/rules/judgeSignals.ts";
import { SignalUnavailableError } from "../../src/rules/errors.ts";
import { marketRows } from "./marketRows.ts";
import { signalsOf } from "./signalsOf.ts";
import { smallRules } from "./smallRules.ts";
import { weightsOf } from "./weightsOf.ts";
import type { Judgement } from "../../src/rules/judgeSignals.ts";

const SIGNALS = { minimumCoverage: "0.5", outBelow: "30", maximumOut: "0.5" };

function judge(
  signals: Readonly<Record<string, string>>,
  holdings: Readonly<Record<string, string>>,
  changes: object = {},
): Judgement {
  const rules = smallRules({ signals: { ...SIGNALS, ...changes } });
  return judgeSignals({
    rules: { ...rules, signals: rules.signals! },
    rows: marketRows({ a: 100, b: 100, c: 100, d: 100 }),
    reading: signalsOf(signals),
    current: weightsOf(holdings),
  });
}

describe("judgeSignals", () => {
  it("puts out what is graded below its threshold, and nothing at it", () => {
    const signals = { a: "bullish 29", b: "bullish 30", c: "bullish 80", d: "bullish 80" };
    const { barred, notes } = judge(signals, { a: "0.5", b: "0.5" });
    expect([...barred]).to.deep.equal(["a"]);
    expect(notes).to.deep.equal([{ id: "a", note: "grade below its threshold" }]);
  });

  it("puts out the lowest grades first, an unknown one last, ties by id, as far as it may", () => {
    const held = { d: "0.25", c: "0.25", b: "0.25", a: "0.25" };
    const even = { d: "bearish 40", c: "bearish 40", b: "bearish 40", a: "bearish 40" };
    expect([...judge(even, held).barred]).to.deep.equal(["a", "b"]);
    expect([...judge(even, held).kept]).to.deep.equal(["c", "d"]);
    const mixed = { a: "bearish", b: "bearish 50", c: "bearish 40", d: "bearish 60" };
    expect([...judge(mixed, held).barred]).to.deep.equal(["c", "b"]);
    expect(judge(mixed, held).notes).to.deep.include({ id: "a", note: "bearish, leaves later" });
    const unknown = { ...mixed, d: "bearish" };
    expect([...judge(unknown, held, { maximumOut: "0.75" }).barred]).to.deep.equal(["c", "b", "a"]);
  });

  it("lets nobody in without a grade where the rules have a threshold for it", () => {
    const signals = { a: "bullish", b: "bullish 30", c: "bullish 29", d: "sideways 90" };
    expect([...judge(signals, {}).barred]).to.deep.equal(["a", "c", "d"]);
    const { outBelow: _threshold, ...without } = SIGNALS;
    const rules = smallRules({ signals: without });
    const { barred } = judgeSignals({
      rules: { ...rules, signals: rules.signals! },
      rows: marketRows({ a: 100, b: 100, c: 100, d: 100 }),
      reading: signalsOf(signals),
      current: [],
    });
    expect([...barred]).to.deep.equal(["d"]);
  });

  it("marks as strong from the threshold on, and nobody where there is none", () => {
    const signals = { a: "bullish 85", b: "bullish 84", c: "bullish 100", d: "bullish 30" };
    expect(judge(signals, {}, { strongFrom: "85" }).notes).to.deep.equal([
      { id: "a", note: "strong" },
      { id: "c", note: "strong" },
    ]);
    expect(judge(signals, {}).notes).to.deep.equal([]);
  });

  it("needs signals of at least so much of the universe, and puts nothing into stablecoins unasked", () => {
    const half = { a: "bullish 50", b: "bullish 50" };
    expect(judge(half, {}).stable).to.equal(0n);
    expect(() => judge({ a: "bullish 50" }, {})).to.throw(
      SignalUnavailableError,
      "Too few tokens of the universe have a signal.",
    );
  });
});
