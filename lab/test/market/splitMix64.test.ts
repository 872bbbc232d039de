import { expect } from "chai";
import { splitMix64 } from "../../src/market/splitMix64.ts";

describe("splitMix64", () => {
  it("gives the same numbers for the same seed and stream, and others for others", () => {
    const drawn = (seed: number, stream: number): bigint[] => {
      const random = splitMix64(seed, stream);
      return Array.from({ length: 8 }, () => random.between(0n, 2n ** 60n));
    };
    expect(drawn(1, 2)).to.deep.equal(drawn(1, 2));
    expect(drawn(1, 2)).not.to.deep.equal(drawn(1, 3));
    expect(drawn(1, 2)).not.to.deep.equal(drawn(2, 2));
  });

  it("draws every number of a range, both ends included, about as often", () => {
    const random = splitMix64(42, 0);
    const counts = new Map<bigint, number>();
    for (let draw = 0; draw < 7000; draw += 1) {
      const value = random.between(-3n, 3n);
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    expect([...counts.keys()].sort((a, b) => Number(a - b))).to.deep.equal([
      -3n,
      -2n,
      -1n,
      0n,
      1n,
      2n,
      3n,
    ]);
    for (const count of counts.values()) expect(count).to.be.within(850, 1150);
  });

  it("has a bell of mean zero and of the deviation that was asked for", () => {
    const random = splitMix64(42, 1);
    const values = Array.from(
      { length: 20_000 },
      () => Number(random.bell(1_000_000n)) / 1_000_000,
    );
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + value * value, 0) / values.length;
    expect(mean).to.be.within(-0.03, 0.03);
    expect(variance).to.be.within(0.96, 1.04);
    expect(Math.max(...values.map(Math.abs))).to.be.below(3.5);
  });
});
