import { expect } from "chai";
import { spreadStable } from "../../src/rules/spreadStable.ts";
import { WAD } from "../../src/units/wad.ts";
import { seededRandom } from "./seededRandom.ts";
import { smallRules } from "./smallRules.ts";
import type { SpreadInputs } from "../../src/rules/spreadStable.ts";

const RUNS = 400n;

/** Up to eight stablecoins of any weights, some of them limited or unavailable, and any part to share. */
function randomSpread(seed: bigint): SpreadInputs {
  const random = seededRandom(seed * 6151n);
  const ids = [
    "usd-coin",
    ...Array.from({ length: Number(random(8n)) }, (_, at) => `stable-${at}`),
  ];
  const parts = ids.map(() => 1n + random(1_000n));
  const whole = parts.reduce((sum, part) => sum + part, 0n);
  const weights = parts.map((part) => (part * WAD) / whole);
  const rest = WAD - weights.reduce((sum, weight) => sum + weight, 0n);
  const stables = ids.map((id, at) => ({
    id,
    weight: (weights[at] ?? 0n) + (at === 0 ? rest : 0n),
  }));
  return {
    part: random(4n) === 0n ? random(10n ** 6n) : random(WAD + 1n),
    rules: { ...smallRules(), minimumWeight: random(3n) * 10n ** 16n, stables },
    unavailable: new Set(ids.slice(1).filter(() => random(4n) === 0n)),
    limits: new Map(ids.filter(() => random(3n) === 0n).map((id) => [id, random(WAD)] as const)),
  };
}

describe("spreadStable, for many random stablecoins", () => {
  it("gives out the part to the wei, to whoever may have it, within limits and minimum", () => {
    for (let seed = 1n; seed <= RUNS; seed += 1n) {
      const inputs = randomSpread(seed);
      const weights = spreadStable(inputs);
      const sum = weights.reduce((total, { weight }) => total + weight, 0n);
      expect(sum, `seed ${seed}`).to.equal(inputs.part);
      for (const { id, weight } of weights) {
        expect(weight > 0n, `${id} of seed ${seed}`).to.equal(true);
        if (id === "usd-coin") continue;
        expect(inputs.unavailable.has(id), `${id} of seed ${seed}`).to.equal(false);
        expect(weight <= (inputs.limits.get(id) ?? WAD), `${id} of seed ${seed}`).to.equal(true);
        expect(weight >= inputs.rules.minimumWeight, `${id} of seed ${seed}`).to.equal(true);
      }
    }
  });

  it("does not depend on the order in which the rules list them", () => {
    for (let seed = 1n; seed <= RUNS; seed += 1n) {
      const inputs = randomSpread(seed);
      const stables = inputs.rules.stables?.toReversed() ?? [];
      expect(
        spreadStable({ ...inputs, rules: { ...inputs.rules, stables } }),
        `seed ${seed}`,
      ).to.deep.equal(spreadStable(inputs));
    }
  });

  it("keeps the proportion of the rules between all that nothing holds back", () => {
    for (let seed = 1n; seed <= RUNS; seed += 1n) {
      const inputs = randomSpread(seed);
      const given = new Map(spreadStable(inputs).map(({ id, weight }) => [id, weight]));
      const free = (inputs.rules.stables ?? []).filter(
        ({ id }) => given.has(id) && id !== "usd-coin" && given.get(id) !== inputs.limits.get(id),
      );
      for (const one of free)
        for (const other of free) {
          const [a, b] = [given.get(one.id) ?? 0n, given.get(other.id) ?? 0n];
          const gap = a * other.weight - b * one.weight;
          expect(gap <= WAD && gap >= -WAD, `seed ${seed}`).to.equal(true);
        }
    }
  });
});
