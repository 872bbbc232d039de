import { expect } from "chai";
import { capWeights } from "../../src/rules/capWeights.ts";
import { InfeasibleWeightsError } from "../../src/rules/errors.ts";
import { topRules } from "../../src/rules/topRules.ts";
import { WAD } from "../../src/units/wad.ts";
import { seededRandom } from "./seededRandom.ts";
import { smallRules } from "./smallRules.ts";
import { weightsOf } from "./weightsOf.ts";
import type { Weight } from "../../src/rules/capWeights.ts";

function componentsOf(caps: Readonly<Record<string, bigint>>): { id: string; marketCap: bigint }[] {
  return Object.entries(caps).map(([id, marketCap]) => ({ id, marketCap }));
}

function sumOf(weights: readonly Weight[]): bigint {
  return weights.reduce((sum, { weight }) => sum + weight, 0n);
}

describe("capWeights", () => {
  it("weighs by market cap where no bound is met", () => {
    const components = componentsOf({ a: 40n, b: 30n, c: 20n, d: 10n });
    expect(capWeights({ components, rules: smallRules() })).to.deep.equal(
      weightsOf({ a: "0.4", b: "0.3", c: "0.2", d: "0.1" }),
    );
  });

  it("shares out again what the maximum takes, until nobody is above it", () => {
    // 0.7 / 0.2 / 0.06 / 0.04: a is cut to 0.4, b would become 0.4 of 0.6 = 0.4 exactly, c and d keep their proportion.
    const components = componentsOf({ a: 70n, b: 20n, c: 6n, d: 4n });
    expect(capWeights({ components, rules: smallRules() })).to.deep.equal(
      weightsOf({ a: "0.4", b: "0.4", c: "0.12", d: "0.08" }),
    );
    // A larger b is cut in the second pass, though it was below the maximum in the first.
    const second = componentsOf({ a: 60n, b: 30n, c: 6n, d: 4n });
    expect(capWeights({ components: second, rules: smallRules() })).to.deep.equal(
      weightsOf({ a: "0.4", b: "0.4", c: "0.12", d: "0.08" }),
    );
  });

  it("lifts the small to the minimum at the cost of the others", () => {
    const components = componentsOf({ a: 400n, b: 400n, c: 399n, d: 1n });
    const weights = capWeights({ components, rules: smallRules({ minimumWeight: "0.1" }) });
    expect(weights.at(-1)).to.deep.equal({ id: "d", weight: WAD / 10n });
    expect(sumOf(weights)).to.equal(WAD);
  });

  it("gives the wei that rounding leaves to the largest remainders, ties by id", () => {
    const components = componentsOf({ c: 1n, a: 1n, b: 1n });
    const weights = capWeights({ components, rules: smallRules() });
    expect(weights).to.deep.equal(
      weightsOf({
        a: "0.333333333333333334",
        b: "0.333333333333333333",
        c: "0.333333333333333333",
      }),
    );
  });

  it("shares a total below one", () => {
    const components = componentsOf({ a: 3n, b: 1n });
    expect(capWeights({ components, rules: smallRules(), total: WAD / 5n })).to.deep.equal(
      weightsOf({ a: "0.15", b: "0.05" }),
    );
  });

  it("refuses bounds that leave no solution", () => {
    expect(() =>
      capWeights({ components: componentsOf({ a: 1n, b: 1n }), rules: smallRules() }),
    ).to.throw(InfeasibleWeightsError, "2 components cannot share a weight of 1.000000");
    expect(() => capWeights({ components: [], rules: smallRules() })).to.throw(
      InfeasibleWeightsError,
    );
    const components = componentsOf({ a: 1n, b: 1n, c: 1n });
    expect(() => capWeights({ components, rules: smallRules(), total: WAD / 50n })).to.throw(
      InfeasibleWeightsError,
      "at least 0.010000",
    );
  });

  it("allows a maximum that all components just fill", () => {
    const components = componentsOf({ a: 900n, b: 9n, c: 2n, d: 1n });
    const weights = capWeights({ components, rules: smallRules({ maximumWeight: "0.25" }) });
    expect(weights).to.deep.equal(weightsOf({ a: "0.25", b: "0.25", c: "0.25", d: "0.25" }));
  });

  it("sums to one, keeps bounds and order, and ignores the order of input, for many markets", () => {
    const random = seededRandom(11n);
    for (let run = 0; run < 200; run += 1) {
      const size = 4 + Number(random(97n));
      const rules = topRules(size, "leader-coin");
      const components = Array.from({ length: size }, (_, index) => ({
        id: `coin-${index}`,
        marketCap: 1n + random(10n ** (1n + random(30n))),
      }));
      const weights = capWeights({ components, rules });
      expect(sumOf(weights)).to.equal(WAD);
      expect(
        weights.every(
          ({ weight }) => weight >= rules.minimumWeight && weight <= rules.maximumWeight,
        ),
      ).to.equal(true);
      const capOf = new Map(components.map(({ id, marketCap }) => [id, marketCap]));
      const caps = weights.map(({ id }) => capOf.get(id) ?? 0n);
      expect(
        weights.every(
          ({ weight }, index) =>
            index === 0 ||
            weight === weights[index - 1]?.weight ||
            (caps[index - 1] ?? 0n) >= (caps[index] ?? 0n),
        ),
      ).to.equal(true);
      expect(capWeights({ components: components.toReversed(), rules })).to.deep.equal(weights);
    }
  });

  it("keeps the proportion of market caps between all that no bound holds", () => {
    const random = seededRandom(13n);
    for (let run = 0; run < 100; run += 1) {
      const rules = topRules(20, "leader-coin");
      const components = Array.from({ length: 20 }, (_, index) => ({
        id: `coin-${index}`,
        marketCap: 10n ** 24n + random(10n ** (24n + random(4n))),
      }));
      const capOf = new Map(components.map(({ id, marketCap }) => [id, marketCap]));
      const free = capWeights({ components, rules }).filter(
        ({ weight }) => weight > rules.minimumWeight && weight < rules.maximumWeight,
      );
      const [first] = free;
      for (const { id, weight } of free) {
        const cross =
          weight * (capOf.get(first?.id ?? "") ?? 0n) -
          (first?.weight ?? 0n) * (capOf.get(id) ?? 0n);
        const oneWei = (capOf.get(id) ?? 0n) + (capOf.get(first?.id ?? "") ?? 0n);
        expect(cross <= oneWei && cross >= -oneWei).to.equal(true);
      }
    }
  });
});
