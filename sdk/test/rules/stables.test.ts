import { expect } from "chai";
import { deriveTargets } from "../../src/rules/deriveTargets.ts";
import { encodeRules } from "../../src/rules/encodeRules.ts";
import { MalformedRulesError } from "../../src/rules/errors.ts";
import { formatDecimal } from "../../src/units/formatDecimal.ts";
import { WAD } from "../../src/units/wad.ts";
import { marketRows } from "./marketRows.ts";
import { smallRules } from "./smallRules.ts";
import { weightsOf } from "./weightsOf.ts";
import type { TargetInputs, Targets } from "../../src/rules/deriveTargets.ts";

const stables = [
  { id: "usd-coin", weight: "0.5" },
  { id: "dai", weight: "0.3" },
  { id: "usdx", weight: "0.2" },
];
const rules = smallRules({ stables });
const rows = marketRows({ dai: 900, a: 40, b: 30, c: 20, d: 10, e: 9, f: 1 });
const weak = {
  signals: { minimumCoverage: "0.5", maximumOut: "1" },
  risk: [{ bullishBelow: "1", stable: "0.3" }],
};
const trends = ["a", "b", "c", "d"].map((id) => ({ id, trend: "bullish" }) as const);
const bearish = { id: "e", trend: "bearish" } as const;
const signals = [{ date: "2030-01-07", signals: [...trends, bearish] }];

function derive(changes: Partial<TargetInputs>): Targets {
  return deriveTargets({
    rules,
    asOf: "2030-01-07",
    rows,
    excluded: new Set(),
    regime: "bear",
    holdings: [],
    ...changes,
  });
}

function wordsOf({ weights }: Targets): string[] {
  return weights.map(({ id, weight, reason }) => `${id} ${formatDecimal(weight, 18, 3)} ${reason}`);
}

describe("several stablecoins", () => {
  it("share everything in a bear regime, by their weights", () => {
    const bear = derive({ holdings: weightsOf({ a: "0.6", b: "0.4" }) });
    expect(wordsOf(bear)).to.deep.equal([
      "usd-coin 0.500 bear: to settlement",
      "dai 0.300 stable part",
      "usdx 0.200 stable part",
      "a 0.000 bear: to settlement",
      "b 0.000 bear: to settlement",
    ]);
    expect(bear.changed).to.equal(true);
  });

  it("trade nothing while they are inside their bands, and go back to their parts beyond", () => {
    const near = derive({ holdings: weightsOf({ "usd-coin": "0.5", dai: "0.28", usdx: "0.22" }) });
    expect(near.changed).to.equal(false);
    expect(wordsOf(near)).to.deep.equal([
      "usd-coin 0.500 bear: to settlement",
      "dai 0.280 stable part",
      "usdx 0.220 stable part",
    ]);
    const far = derive({ holdings: weightsOf({ "usd-coin": "0.4", dai: "0.4", usdx: "0.2" }) });
    expect(far.changed).to.equal(true);
    expect(wordsOf(far)).to.deep.equal([
      "usd-coin 0.500 bear: to settlement",
      "dai 0.300 stable part",
      "usdx 0.200 stable part",
    ]);
  });

  it("share the part that risk asks for, and are no components whatever they rank", () => {
    const targets = derive({ rules: smallRules({ stables, ...weak }), regime: "bull", signals });
    expect(wordsOf(targets)).to.deep.equal([
      "a 0.280 enters",
      "b 0.210 enters",
      "usd-coin 0.150 settlement",
      "c 0.140 enters",
      "dai 0.090 stable part",
      "d 0.070 enters",
      "usdx 0.060 stable part",
    ]);
  });

  it("leave where no part is stable any more", () => {
    const holdings = weightsOf({ a: "0.2", b: "0.3", c: "0.2", d: "0.1", dai: "0.2" });
    const targets = derive({ regime: "bull", holdings });
    expect(targets.weights.find(({ id }) => id === "dai")).to.deep.equal({
      id: "dai",
      weight: 0n,
      reason: "leaves",
    });
  });

  it("are not bought while troubled: the others share their part", () => {
    const bear = derive({ troubled: new Map([["dai", "leaves"]]) });
    expect(wordsOf(bear)).to.deep.equal([
      "usd-coin 0.714 bear: to settlement",
      "usdx 0.285 stable part",
    ]);
    const held = weightsOf({ a: "0.8", dai: "0.2" });
    const sold = derive({ holdings: held, troubled: new Map([["dai", "leaves"]]) });
    expect(sold.weights.find(({ id }) => id === "dai")?.weight).to.equal(0n);
  });

  it("stay as they are where they cannot be sold either, in any regime", () => {
    const troubled = new Map([["dai", "stays"]] as const);
    const holdings = weightsOf({ a: "0.8", dai: "0.2" });
    expect(wordsOf(derive({ holdings, troubled }))).to.deep.equal([
      "usd-coin 0.571 bear: to settlement",
      "usdx 0.228 stable part",
      "dai 0.200 missing data, held",
      "a 0.000 bear: to settlement",
    ]);
    const bull = derive({ holdings, troubled, regime: "bull" });
    expect(bull.weights.find(({ id }) => id === "dai")).to.deep.equal({
      id: "dai",
      weight: WAD / 5n,
      reason: "missing data, held",
    });
  });

  it("are held to no maximum of the rules, and lift nobody else's", () => {
    const own = smallRules({
      stables: [
        { id: "usd-coin", weight: "0.1" },
        { id: "dai", weight: "0.9" },
      ],
      ...weak,
      risk: [{ bullishBelow: "1", stable: "0.6" }],
      size: 2,
      enterRank: 2,
      leaveRank: 2,
      maximumWeight: "0.5",
    });
    const two = [{ date: "2030-01-07", signals: [...trends.slice(0, 2), bearish] }];
    const targets = derive({
      rules: own,
      rows: marketRows({ a: 40, b: 30, e: 1 }),
      regime: "bull",
      signals: two,
      holdings: weightsOf({ a: "0.5", b: "0.5" }),
    });
    expect(wordsOf(targets)).to.deep.equal([
      "dai 0.540 stable part",
      "a 0.228 drift",
      "b 0.171 drift",
      "usd-coin 0.060 settlement",
    ]);
  });

  it("hold to what the registry allows of them, and to the minimum weight", () => {
    const limited = derive({ limits: new Map([["dai", WAD / 10n]]) });
    expect(wordsOf(limited)).to.deep.equal([
      "usd-coin 0.642 bear: to settlement",
      "usdx 0.257 stable part",
      "dai 0.100 stable part",
    ]);
    const tiny = derive({ limits: new Map([["dai", WAD / 101n]]) });
    expect(wordsOf(tiny)).to.deep.equal([
      "usd-coin 0.714 bear: to settlement",
      "usdx 0.285 stable part",
    ]);
  });

  it("decide as settlement alone does where it is the only one", () => {
    const alone = smallRules({ stables: [{ id: "usd-coin", weight: "1" }] });
    for (const regime of ["bull", "bear"] as const)
      for (const holdings of [[], weightsOf({ a: "0.3", f: "0.3", "usd-coin": "0.4" })])
        expect(derive({ rules: alone, regime, holdings })).to.deep.equal(
          derive({ rules: smallRules(), regime, holdings, excluded: new Set() }),
        );
    expect(encodeRules(alone)).to.contain('"stables":[{"id":"usd-coin","weight":"1"}]');
    expect(encodeRules(smallRules())).to.not.contain("stables");
  });

  it("are refused where they contradict themselves", () => {
    const faults: readonly (readonly [object, string])[] = [
      [{ stables: [] }, "stables: "],
      [{ stables: stables.slice(1) }, "stables: must list settlement"],
      [{ stables: stables.slice(0, 2) }, "stables: weights must sum to one"],
      [{ stables: [...stables, { id: "zero", weight: "0" }] }, "stables: every weight"],
      [{ stables: [...stables.slice(0, 2), stables[1]] }, "stables: lists an id twice"],
      [
        { stables: [stables[0], { id: "leader-coin", weight: "0.5" }] },
        "stables: must not list the leader",
      ],
      [
        { stables, universe: { ids: ["a", "b", "c", "dai"] } },
        "stables: one is of universe.ids too",
      ],
    ];
    for (const [changes, fault] of faults)
      expect(() => smallRules({ ...changes })).to.throw(MalformedRulesError, fault);
  });
});
