import { expect } from "chai";
import { deriveTargets } from "../../src/rules/deriveTargets.ts";
import { SignalUnavailableError } from "../../src/rules/errors.ts";
import { WAD } from "../../src/units/wad.ts";
import { seededRandom } from "./seededRandom.ts";
import { smallRules } from "./smallRules.ts";
import type { MarketRow } from "../../src/market/market.ts";
import type { TargetInputs } from "../../src/rules/deriveTargets.ts";
import type { TokenSignal } from "../../src/market/tokenSignal.ts";

const RUNS = 300n;
const EXPONENTS = ["0", "0.25", "0.5", "0.75", "1"];
const STABLES = [
  { id: "usd-coin", weight: "0.6" },
  { id: "usdx", weight: "0.4" },
];
const TRENDS = ["bullish", "bullish", "bearish", "sideways", undefined] as const;

/** A decision drawn from a seed: any kind of rules, caps over nine powers of ten, signals with gaps, any holdings. */
function randomInputs(seed: bigint): TargetInputs {
  const random = seededRandom(seed * 7919n);
  const pick = <item>(items: readonly item[]): item => items[Number(random(BigInt(items.length)))]!;
  const size = 4 + Number(random(12n));
  const kind = pick(["marketCap", "squareRoot", "equal", "conviction"]);
  const chance = (outOf: bigint): boolean => random(outOf) === 0n;
  const signals = chance(3n)
    ? {
        signals: { minimumCoverage: "0.1", outBelow: "30", maximumOut: pick(["0.2", "1"]) },
        risk: [{ bullishBelow: "0.5", stable: "0.3" }],
      }
    : {};
  const exposure = chance(3n)
    ? { exposure: { volumeBelow: "1000", maximumEach: "0.1", maximumTotal: "0.3" } }
    : {};
  const conviction =
    kind === "conviction"
      ? {
          conviction: {
            exponent: pick(EXPONENTS),
            least: "0.9",
            most: "1.3",
            smoothing: 3,
            activeShare: "0.2",
          },
        }
      : {};
  const ids = Array.from({ length: size + Number(random(20n)) }, (_, at) => `coin-${at}`);
  const rows = ids.map((id): MarketRow => ({
    date: "2030-01-07",
    id,
    price: WAD,
    marketCap: (1n + random(10n ** (1n + random(9n)))) * WAD,
    volume24h: random(3_000n) * WAD,
  }));
  const reading = (): { date: string; signals: TokenSignal[] } => ({
    date: "2030-01-07",
    signals: ids.map((id) => {
      const trend = pick(TRENDS);
      return {
        id,
        ...(trend === undefined ? {} : { trend }),
        ...(chance(3n) ? {} : { grade: random(101n) * WAD }),
      };
    }),
  });
  return {
    rules: smallRules({
      size,
      enterRank: size - 1,
      leaveRank: size + 2,
      weighting: kind,
      maximumWeight: pick(["0.25", "0.4", "1"]),
      minimumWeight: pick(["0", "0.0005", "0.01"]),
      ...conviction,
      ...signals,
      ...exposure,
      ...(chance(3n) ? { stables: STABLES } : {}),
    }),
    asOf: "2030-01-07",
    rows,
    excluded: new Set(ids.filter(() => chance(15n))),
    regime: chance(10n) ? "bear" : "bull",
    holdings: chance(2n) ? [] : holdingsOf(ids, random),
    signals: [reading(), reading(), reading()],
  };
}

function holdingsOf(ids: readonly string[], random: (limit: bigint) => bigint) {
  const parts = ids.map((id) => ({ id, part: random(3n) === 0n ? random(1000n) : 0n }));
  const whole = parts.reduce((sum, { part }) => sum + part, 1n);
  const weights = parts
    .filter(({ part }) => part > 0n)
    .map(({ id, part }) => ({ id, weight: (part * WAD) / whole }));
  const rest = WAD - weights.reduce((sum, { weight }) => sum + weight, 0n);
  return [...weights, { id: "usd-coin", weight: rest }];
}

/** Undefined where the readings do not do for a decision. */
function decide(inputs: TargetInputs) {
  try {
    return deriveTargets(inputs);
  } catch (error) {
    if (error instanceof SignalUnavailableError) return undefined;
    throw error;
  }
}

describe("weights, for many random rules, markets, signals and holdings", () => {
  it("sum to exactly one, and none is negative", () => {
    let decided = 0;
    for (let seed = 1n; seed <= RUNS; seed += 1n) {
      const targets = decide(randomInputs(seed));
      if (targets === undefined) continue;
      decided += 1;
      const sum = targets.weights.reduce((total, { weight }) => total + weight, 0n);
      expect(sum, `seed ${seed}`).to.equal(WAD);
      expect(targets.weights.every(({ weight }) => weight >= 0n)).to.equal(true);
    }
    expect(decided).to.be.greaterThan(250);
  });

  it("keep every maximum and minimum where nothing is held yet", () => {
    for (let seed = 1n; seed <= RUNS; seed += 1n) {
      const inputs = { ...randomInputs(seed), holdings: [] };
      const { rules } = inputs;
      const volumes = new Map(inputs.rows.map(({ id, volume24h }) => [id, volume24h]));
      for (const { id, weight } of decide(inputs)?.weights ?? []) {
        if (STABLES.some((stable) => stable.id === id) || weight === 0n) continue;
        const illiquid = (volumes.get(id) ?? 0n) < (rules.exposure?.volumeBelow ?? 0n);
        const each = illiquid ? (rules.exposure?.maximumEach ?? WAD) : WAD;
        const most = each < rules.maximumWeight ? each : rules.maximumWeight;
        expect(weight <= most, `${id} of seed ${seed} weighs ${weight}`).to.equal(true);
        expect(weight >= rules.minimumWeight, `${id} of seed ${seed} weighs ${weight}`).to.equal(
          true,
        );
      }
    }
  });

  it("do not depend on the order of rows, holdings and signals", () => {
    for (let seed = 1n; seed <= RUNS; seed += 1n) {
      const inputs = randomInputs(seed);
      const turned = {
        ...inputs,
        rows: inputs.rows.toReversed(),
        holdings: inputs.holdings.toReversed(),
        signals: (inputs.signals ?? []).map((reading) => ({
          ...reading,
          signals: reading.signals.toReversed(),
        })),
      };
      expect(decide(turned), `seed ${seed}`).to.deep.equal(decide(inputs));
    }
  });

  it("are the same once they are reached: a second decision changes nothing", () => {
    for (let seed = 1n; seed <= RUNS; seed += 1n) {
      const inputs = randomInputs(seed);
      if (inputs.rules.signals !== undefined) continue; // what waits to leave goes on leaving
      const first = decide(inputs);
      if (first === undefined) continue;
      const holdings = first.weights
        .filter(({ weight }) => weight > 0n)
        .map(({ id, weight }) => ({ id, weight }));
      const again = decide({ ...inputs, holdings });
      expect(again?.changed, `seed ${seed}`).to.equal(false);
    }
  });
});
