import { expect } from "chai";

import { WAD } from "../../src/units/wad.ts";
import { boundWeights } from "../../src/snapshot/boundWeights.ts";
import type { TargetWeight } from "../../src/rules/deriveTargets.ts";

const PERCENT = WAD / 100n;

function targetsOf(weights: Readonly<Record<string, bigint>>): TargetWeight[] {
  return Object.entries(weights).map(([id, weight]) => ({
    id,
    weight,
    reason: id === "usdc" ? "settlement" : "drift",
  }));
}

describe("boundWeights", () => {
  const bound = (weights: Readonly<Record<string, bigint>>, limits: Record<string, bigint>) => {
    const targets = targetsOf(weights);
    const result = boundWeights(targets, (id) => limits[id] ?? WAD, { settlement: "usdc" });
    return { targets, result, by: Object.fromEntries(result.map((t) => [t.id, t.weight])) };
  };

  it("leaves alone what is within its limits, to the object", () => {
    const { targets, result } = bound({ a: 2n * PERCENT, b: 98n * PERCENT }, { a: 2n * PERCENT });
    expect(result).to.equal(targets);
  });

  it("F2 gives nothing of what is cut off to what is held without data", () => {
    const targets: readonly TargetWeight[] = [
      { id: "new", weight: 10n * PERCENT, reason: "enters" },
      { id: "a", weight: 88n * PERCENT, reason: "drift" },
      { id: "gone", weight: 2n * PERCENT, reason: "missing data, held" },
    ];
    const limitOf = (id: string): bigint => (id === "new" ? 2n * PERCENT : WAD);
    const result = boundWeights(targets, limitOf, { settlement: "usdc" });
    expect(result.map(({ id, weight }) => [id, weight])).to.deep.equal([
      ["new", 2n * PERCENT],
      ["a", 96n * PERCENT],
      ["gone", 2n * PERCENT],
    ]);
  });

  it("E-2 gives the others in proportion what is cut off, and settlement what rounding leaves", () => {
    const { by, result } = bound(
      { new: 10n * PERCENT, a: 60n * PERCENT, b: 30n * PERCENT },
      { new: 2n * PERCENT },
    );
    expect(by.new).to.equal(2n * PERCENT);
    expect(by.a).to.equal(60n * PERCENT + (60n * PERCENT * 8n) / 90n);
    expect(by.b).to.equal(30n * PERCENT + (30n * PERCENT * 8n) / 90n);
    expect((by.usdc ?? 0n) <= 2n).to.equal(true);
    expect(result.reduce((sum, { weight }) => sum + weight, 0n)).to.equal(WAD);
    expect(result.find(({ id }) => id === "new")?.reason).to.equal("drift");
  });

  it("E-2 pushes nothing over its own limit by what it cuts off another", () => {
    const { by } = bound(
      { new: 10n * PERCENT, a: 60n * PERCENT, b: 30n * PERCENT },
      { new: 2n * PERCENT, a: 61n * PERCENT, b: 31n * PERCENT },
    );
    expect(by).to.deep.equal({
      new: 2n * PERCENT,
      a: 61n * PERCENT,
      b: 31n * PERCENT,
      usdc: 6n * PERCENT,
    });
  });

  it("buys nothing that the rules gave no weight, and adds to settlement only what is left", () => {
    const { by } = bound(
      { new: 50n * PERCENT, gone: 0n, usdc: 50n * PERCENT },
      { new: 2n * PERCENT },
    );
    expect(by).to.deep.equal({ new: 2n * PERCENT, gone: 0n, usdc: 98n * PERCENT });
  });

  it("gives settlement what it cuts off a stablecoin, and lets no stablecoin grow", () => {
    const targets = (["a", "b", "dai", "usdc"] as const).map((id): TargetWeight => ({
      id,
      weight: WAD / 4n,
      reason: "drift",
    }));
    const limits: Record<string, bigint> = { a: WAD / 5n, dai: WAD / 10n };
    const rules = {
      settlement: "usdc",
      stables: ["usdc", "dai"].map((id) => ({ id, weight: WAD / 2n })),
    };
    const result = boundWeights(targets, (id) => limits[id] ?? WAD, rules);
    expect(result.map(({ id, weight }) => [id, Number(weight / 10n ** 14n)])).to.deep.equal([
      ["a", 2000],
      ["b", 3000],
      ["dai", 1000],
      ["usdc", 4000],
    ]);
    const free = boundWeights(targets, (id) => (id === "a" ? WAD / 5n : WAD), rules);
    expect(free.find(({ id }) => id === "dai")?.weight).to.equal(WAD / 4n);
  });

  it("ends for any limits, with the sum that it began with", () => {
    for (let seed = 1n; seed <= 200n; seed++) {
      const count = Number(seed % 12n) + 1;
      const each = Array.from(
        { length: count },
        (_, i) => ((seed * 7919n + BigInt(i) * 104729n) % 1000n) + 1n,
      );
      const sum = each.reduce((a, b) => a + b, 0n);
      const weights: Record<string, bigint> = {};
      const limits: Record<string, bigint> = {};
      each.forEach((part, i) => {
        weights[`c${i}`] = (WAD * part) / sum;
        limits[`c${i}`] = ((seed * BigInt(i + 3)) % 40n) * PERCENT;
      });
      const total = Object.values(weights).reduce((a, b) => a + b, 0n);
      const { result } = bound(weights, limits);
      expect(result.reduce((left, { weight }) => left + weight, 0n)).to.equal(total);
      for (const { id, weight } of result)
        if (id !== "usdc") expect(weight <= (limits[id] ?? WAD), id).to.equal(true);
    }
  });
});
