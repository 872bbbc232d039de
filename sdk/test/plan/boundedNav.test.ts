import { expect } from "chai";
import { boundedNav } from "../../src/plan/boundedNav.ts";
import { WAD } from "../../src/units/wad.ts";

const percent = (amount: bigint): bigint => (amount * WAD) / 100n;

describe("boundedNav", () => {
  it("is the sum of what is within its maximum", () => {
    expect(
      boundedNav([
        { value: 600n, maxWeight: undefined },
        { value: 250n, maxWeight: percent(25n) },
        { value: 150n, maxWeight: percent(25n) },
      ]),
    ).to.equal(1_000n);
  });

  it("counts one above its maximum for that part of NAV", () => {
    const others = { value: 900n, maxWeight: undefined };
    // 900 are nine tenths
    expect(boundedNav([others, { value: 10n ** 40n, maxWeight: percent(10n) }])).to.equal(1_000n);
  });

  it("does so for several at once, and for one that is above its maximum only then", () => {
    expect(
      boundedNav([
        { value: 600n, maxWeight: undefined },
        { value: 10n ** 40n, maxWeight: percent(20n) },
        { value: 10n ** 41n, maxWeight: percent(10n) },
        { value: 250n, maxWeight: percent(10n) },
      ]),
    ).to.equal(1_000n);
  });

  it("is the sum where nothing is left to measure by", () => {
    expect(boundedNav([{ value: 70n, maxWeight: percent(25n) }])).to.equal(70n);
    expect(
      boundedNav([
        { value: 0n, maxWeight: undefined },
        { value: 30n, maxWeight: percent(25n) },
        { value: 70n, maxWeight: percent(25n) },
      ]),
    ).to.equal(100n);
    expect(boundedNav([])).to.equal(0n);
  });

  it("never takes parts that sum to one or more out of what is free", () => {
    expect(
      boundedNav([
        { value: 1n, maxWeight: undefined },
        { value: 10n ** 40n, maxWeight: percent(50n) },
        { value: 10n ** 40n, maxWeight: percent(50n) },
      ]),
    ).to.equal(2n * 10n ** 40n + 1n);
  });
});
