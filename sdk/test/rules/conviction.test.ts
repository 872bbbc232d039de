import { expect } from "chai";
import { deriveTargets } from "../../src/rules/deriveTargets.ts";
import { limitTilt } from "../../src/rules/limitTilt.ts";
import { MalformedRulesError } from "../../src/rules/errors.ts";
import { WAD } from "../../src/units/wad.ts";
import { marketRows } from "./marketRows.ts";
import { seededRandom } from "./seededRandom.ts";
import { smallRules } from "./smallRules.ts";
import { weightsOf } from "./weightsOf.ts";
import type { SignalReading } from "../../src/market/tokenSignal.ts";

const CONVICTION = {
  exponent: "0.75",
  least: "0.82",
  most: "1.22",
  smoothing: 4,
  activeShare: "0.2",
};
const SIZE = 30;
const RULES = {
  size: SIZE,
  enterRank: SIZE,
  leaveRank: SIZE,
  maximumWeight: "0.15",
  minimumWeight: "0.005",
  weighting: "conviction",
  driftRelative: "0",
  driftAbsolute: "0",
};
const IDS = Array.from({ length: SIZE }, (_, at) => `coin-${String(at).padStart(2, "0")}`);

function capsOf(seed: bigint): Record<string, number> {
  const random = seededRandom(seed);
  return Object.fromEntries(IDS.map((id) => [id, Number(1n + random(10n ** (2n + random(8n))))]));
}

function weigh(
  caps: Readonly<Record<string, number>>,
  grades: Readonly<Record<string, bigint>>,
  changes: object = {},
): ReadonlyMap<string, bigint> {
  const reading: SignalReading = {
    date: "2030-01-07",
    signals: Object.entries(grades).map(([id, grade]) => ({ id, grade: grade * WAD })),
  };
  const { weights } = deriveTargets({
    rules: smallRules({ ...RULES, conviction: { ...CONVICTION, ...changes } }),
    asOf: "2030-01-07",
    rows: marketRows(caps),
    excluded: new Set(),
    regime: "bull",
    holdings: [],
    signals: [reading],
  });
  return new Map(weights.map(({ id, weight }) => [id, weight]));
}

const grades = (grade: bigint): Record<string, bigint> =>
  Object.fromEntries(IDS.map((id) => [id, grade]));

describe("conviction weights", () => {
  const feeds: readonly [title: string, feed: (seed: bigint) => Record<string, bigint>][] = [
    ["all 0", () => grades(0n)],
    ["all 100", () => grades(100n)],
    [
      "one token 100, the others 0",
      (seed) => ({ ...grades(0n), [IDS[Number(seed % 30n)]!]: 100n }),
    ],
    [
      "one token 0, the others 100",
      (seed) => ({ ...grades(100n), [IDS[Number(seed % 30n)]!]: 0n }),
    ],
    [
      "every third missing, the others at random",
      (seed) => {
        const random = seededRandom(seed);
        return Object.fromEntries(
          IDS.filter((_, at) => at % 3 !== 0).map((id) => [id, random(2n) * 100n]),
        );
      },
    ],
    ["beyond the scale", (seed) => ({ ...grades(50n), [IDS[Number(seed % 30n)]!]: 10n ** 9n })],
  ];
  for (const [title, feed] of feeds) {
    it(`R: a poisoned feed (${title}) moves no weight beyond 1.5 times and no more than 20 % in all`, () => {
      for (let seed = 1n; seed <= 40n; seed += 1n) {
        const caps = capsOf(seed);
        const neutral = weigh(caps, {});
        const tilted = weigh(caps, feed(seed));
        let moved = 0n;
        for (const [id, weight] of neutral) {
          const now = tilted.get(id) ?? 0n;
          expect(now * 2n <= weight * 3n + 2n, `${id} grew beyond, seed ${seed}`).to.equal(true);
          expect(now * 3n + 3n >= weight * 2n, `${id} shrank beyond, seed ${seed}`).to.equal(true);
          moved += now > weight ? now - weight : weight - now;
        }
        expect(moved <= (2n * WAD) / 5n + 60n, `active share, seed ${seed}`).to.equal(true);
        const sum = [...tilted.values()].reduce((total, weight) => total + weight, 0n);
        expect(sum).to.equal(WAD);
        for (const weight of tilted.values())
          expect(weight === 0n || (weight >= WAD / 200n && weight <= (WAD * 15n) / 100n)).to.equal(
            true,
          );
      }
    });
  }

  it("does nothing where all grades are alike, or missing", () => {
    const caps = capsOf(7n);
    expect(weigh(caps, grades(0n))).to.deep.equal(weigh(caps, {}));
    expect(weigh(caps, grades(100n))).to.deep.equal(weigh(caps, {}));
  });

  it("gives more to a higher grade", () => {
    const caps = Object.fromEntries(IDS.map((id) => [id, 1000]));
    const tilted = weigh(caps, { ...grades(50n), [IDS[0]!]: 90n, [IDS[1]!]: 10n });
    expect(tilted.get(IDS[0]!)! > tilted.get(IDS[2]!)!).to.equal(true);
    expect(tilted.get(IDS[1]!)! < tilted.get(IDS[2]!)!).to.equal(true);
  });

  it("keeps a smaller active share where the rules ask for one", () => {
    const caps = Object.fromEntries(IDS.map((id) => [id, 1000]));
    const split = Object.fromEntries(IDS.map((id, at) => [id, at % 2 === 0 ? 100n : 0n]));
    const neutral = weigh(caps, {});
    const moved = [...weigh(caps, split, { activeShare: "0.05" })].reduce((sum, [id, weight]) => {
      const gap = weight - (neutral.get(id) ?? 0n);
      return sum + (gap < 0n ? -gap : gap);
    }, 0n);
    expect(moved <= WAD / 10n + 60n && moved > (WAD * 99n) / 1000n).to.equal(true);
  });

  it("refuses multipliers further apart than 1.5", () => {
    expect(() => weigh(capsOf(1n), {}, { least: "0.8", most: "1.21" })).to.throw(
      MalformedRulesError,
      "1.5 times least",
    );
  });
});

describe("limitTilt", () => {
  it("stops all where the first weight has moved by half of itself", () => {
    const neutral = weightsOf({ a: "0.1", b: "0.9" });
    const wanted = weightsOf({ a: "0.3", b: "0.7" });
    expect(limitTilt({ neutral, wanted, activeShare: WAD })).to.deep.equal(
      weightsOf({ a: "0.15", b: "0.85" }),
    );
  });
});
