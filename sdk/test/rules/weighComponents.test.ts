import { expect } from "chai";
import { weighComponents } from "../../src/rules/weighComponents.ts";
import { formatDecimal } from "../../src/units/formatDecimal.ts";
import { parseDecimal } from "../../src/units/parseDecimal.ts";
import { WAD } from "../../src/units/wad.ts";
import { smallRules } from "./smallRules.ts";
import type { SignalReading } from "../../src/market/tokenSignal.ts";
import type { Weighed, WeighingInputs } from "../../src/rules/weighComponents.ts";

const WIDE = { maximumWeight: "1", minimumWeight: "0" };
const CONVICTION = { exponent: "0", least: "0.9", most: "1.2", smoothing: 2, activeShare: "1" };

function readingOf(grades: Readonly<Record<string, bigint>>): SignalReading {
  return {
    date: "2030-01-07",
    signals: Object.entries(grades).map(([id, grade]) => ({ id, grade })),
  };
}

function weigh(
  caps: Readonly<Record<string, bigint>>,
  changes: object,
  rest: Partial<WeighingInputs> = {},
): Weighed {
  return weighComponents({
    rules: smallRules({ ...WIDE, ...changes }),
    components: Object.entries(caps).map(([id, cap], at) => ({
      id,
      rank: at + 1,
      marketCap: cap * WAD,
      held: false,
    })),
    total: WAD,
    signals: [],
    volatility: new Map(),
    volumes: new Map(),
    ...rest,
  });
}

function textsOf({ weights }: Weighed): Record<string, string> {
  return Object.fromEntries(weights.map(({ id, weight }) => [id, formatDecimal(weight, 18, 4)]));
}

describe("weighComponents", () => {
  const CAPS = { a: 16n, b: 1n };
  const exponents: readonly [exponent: string, larger: string, smaller: string][] = [
    ["0", "0.5000", "0.5000"],
    ["0.25", "0.6666", "0.3333"],
    ["0.5", "0.8000", "0.2000"],
    ["0.75", "0.8888", "0.1111"],
    ["1", "0.9411", "0.0588"],
  ];
  for (const [exponent, larger, smaller] of exponents)
    it(`weighs by market cap to the power of ${exponent}`, () => {
      const conviction = { ...CONVICTION, exponent };
      const weighed = weigh(CAPS, { weighting: "conviction", conviction });
      expect(textsOf(weighed)).to.deep.equal({ a: larger, b: smaller });
    });

  it("weighs by the root, by none and by all of the market cap without conviction", () => {
    expect(textsOf(weigh(CAPS, { weighting: "squareRoot" })).a).to.equal("0.8000");
    expect(textsOf(weigh(CAPS, { weighting: "equal" })).a).to.equal("0.5000");
    expect(textsOf(weigh(CAPS, { weighting: "marketCap" })).a).to.equal("0.9411");
  });

  it("takes the fourth root as exactly as the root, for caps of any size", () => {
    const caps = { a: 10n ** 12n, b: 10n ** 4n };
    const conviction = { ...CONVICTION, exponent: "0.25" };
    const { weights } = weigh(caps, { weighting: "conviction", conviction });
    expect(weights.map(({ weight }) => formatDecimal(weight, 18, 12))).to.deep.equal([
      "0.990099009900",
      "0.009900990099",
    ]);
  });
});

describe("weighComponents, by grades", () => {
  const CAPS = { a: 1n, b: 1n, c: 1n, d: 1n, e: 1n };
  const tilt = (grades: Readonly<Record<string, bigint>>, changes: object = {}): Weighed =>
    weigh(
      CAPS,
      { size: 5, leaveRank: 6, weighting: "conviction", conviction: { ...CONVICTION, ...changes } },
      { signals: [readingOf(grades)] },
    );

  it("multiplies by the least at 0, one at 50 and the most at 100, and evenly in between", () => {
    const points = { a: 0n, b: 25n * WAD, c: 50n * WAD, d: 75n * WAD, e: 100n * WAD };
    const { weights } = tilt(points);
    const parts = { a: "0.9", b: "0.95", c: "1", d: "1.1", e: "1.2" }; // 5.15 together
    for (const [id, part] of Object.entries(parts)) {
      const weight = weights.find((line) => line.id === id)?.weight ?? 0n;
      const exact = (parseDecimal(part, 18) * 100n) / 515n;
      expect(weight - exact >= -1n && weight - exact <= 1n, id).to.equal(true);
    }
    expect(weights.reduce((sum, { weight }) => sum + weight, 0n)).to.equal(WAD);
  });

  it("counts a grade beyond its range as the nearer end", () => {
    const inside = { a: 0n, b: 0n, c: 50n * WAD, d: 100n * WAD, e: 100n * WAD };
    const beyond = { ...inside, a: -10n * WAD, e: 120n * WAD };
    expect(tilt(beyond).weights).to.deep.equal(tilt(inside).weights);
  });

  it("is neutral where there is no grade, and says of whom", () => {
    const { weights, notes } = tilt({ a: 50n * WAD, b: 50n * WAD, c: 50n * WAD });
    expect(new Set(weights.map(({ weight }) => weight)).size).to.equal(1);
    expect(notes).to.deep.equal([
      { id: "d", note: "no grade, neutral" },
      { id: "e", note: "no grade, neutral" },
    ]);
  });

  it("takes the mean of the last readings that have a grade, and of no earlier one", () => {
    const of = (...values: (bigint | undefined)[]): bigint => {
      const signals = values.map((value) =>
        readingOf(value === undefined ? {} : { a: value * WAD }),
      );
      const { weights } = weigh(
        { a: 1n, b: 1n },
        { weighting: "conviction", conviction: CONVICTION },
        { signals },
      );
      return weights.find(({ id }) => id === "a")?.weight ?? 0n;
    };
    expect(of(0n, 40n, 60n)).to.equal(of(50n));
    expect(of(100n, undefined)).to.equal(of(100n));
    expect(of(100n, undefined, undefined)).to.equal(of(50n));
    expect(of(0n, 100n)).to.equal(of(50n));
    expect(of(70n) > of(50n)).to.equal(true);
  });
});

describe("weighComponents, with little of what is risky", () => {
  const CAPS = { a: 50n, b: 30n, c: 20n };
  const exposure = {
    volatilityAbove: "1",
    volumeBelow: "100",
    maximumEach: "0.1",
    maximumTotal: "0.15",
  };
  const measures = (
    volatility: Readonly<Record<string, bigint>>,
    volumes: Readonly<Record<string, bigint>>,
  ): Partial<WeighingInputs> => ({
    volatility: new Map(Object.entries(volatility)),
    volumes: new Map(Object.entries(volumes)),
  });
  const liquid = { a: 100n * WAD, b: 100n * WAD, c: 100n * WAD };

  it("caps what is more volatile than its bound, and nothing at it", () => {
    const weighed = weigh(CAPS, { exposure }, measures({ a: WAD + 1n, b: WAD }, liquid));
    expect(textsOf(weighed)).to.deep.equal({ a: "0.1000", b: "0.5400", c: "0.3600" });
    expect(weighed.notes).to.deep.equal([{ id: "a", note: "volatile, capped" }]);
  });

  it("caps what is less traded than its bound, an unknown volume too, and nothing at it", () => {
    const { a, b } = liquid;
    const weighed = weigh(CAPS, { exposure }, measures({}, { a: a - 1n, b }));
    expect(weighed.notes).to.deep.equal([
      { id: "a", note: "illiquid, capped" },
      { id: "c", note: "illiquid, capped" },
    ]);
    // Both would take 0.1 each; 0.15 together, 50 to 20 within 0.1 each.
    expect(textsOf(weighed)).to.deep.equal({ a: "0.1000", b: "0.8500", c: "0.0500" });
  });

  it("asks nothing of what the rules do not bound", () => {
    const { volatilityAbove: _v, ...byVolume } = exposure;
    const { volumeBelow: _b, ...byVolatility } = exposure;
    const volatile = measures({ a: 9n * WAD }, liquid);
    expect(weigh(CAPS, { exposure: byVolume }, volatile).notes).to.deep.equal([]);
    expect(weigh(CAPS, { exposure: byVolatility }, measures({}, {})).notes).to.deep.equal([]);
  });

  it("lets nobody above the rules' own maximum", () => {
    const loose = { ...exposure, maximumEach: "0.9", maximumTotal: "1" };
    const weighed = weigh(
      CAPS,
      { maximumWeight: "0.4", exposure: loose },
      measures({ a: 2n * WAD }, liquid),
    );
    expect(textsOf(weighed).a).to.equal("0.4000");
  });
});
