import { expect } from "chai";
import { spreadStable } from "../../src/rules/spreadStable.ts";
import { WAD } from "../../src/units/wad.ts";
import { smallRules } from "./smallRules.ts";

const PERCENT = WAD / 100n;

type Case = {
  readonly weights: Readonly<Record<string, bigint>>; // percent
  readonly part?: bigint; // WAD
  readonly minimum?: bigint; // WAD
  readonly unavailable?: readonly string[];
  readonly limits?: Readonly<Record<string, bigint>>; // WAD
};

function spread({ weights, part = WAD, minimum = 0n, unavailable = [], limits = {} }: Case) {
  const stables = Object.entries(weights).map(([id, weight]) => ({ id, weight: weight * PERCENT }));
  const given = spreadStable({
    part,
    rules: { ...smallRules(), minimumWeight: minimum, stables },
    unavailable: new Set(unavailable),
    limits: new Map(Object.entries(limits)),
  });
  return given.map(({ id, weight }) => `${id} ${(weight * 1_000n) / WAD}`);
}

describe("spreadStable", () => {
  const three = { dai: 30n, "usd-coin": 50n, crv: 20n };

  it("gives each its part, by id and settlement last, and nothing of nothing", () => {
    expect(spread({ weights: three })).to.deep.equal(["crv 200", "dai 300", "usd-coin 500"]);
    expect(spread({ weights: three, part: WAD / 2n })).to.deep.equal([
      "crv 100",
      "dai 150",
      "usd-coin 250",
    ]);
    expect(spread({ weights: three, part: 0n })).to.deep.equal([]);
    expect(spread({ weights: three, part: 1n })).to.deep.equal(["usd-coin 0"]);
  });

  it("gives settlement everything where the rules name no stablecoins", () => {
    const [only] = spreadStable({
      part: WAD / 3n,
      rules: smallRules(),
      unavailable: new Set(),
      limits: new Map([["usd-coin", 0n]]),
    });
    expect(only).to.deep.equal({ id: "usd-coin", weight: WAD / 3n });
  });

  it("buys none that may not be bought, and none of which less than the minimum may be held", () => {
    expect(spread({ weights: three, unavailable: ["dai"] })).to.deep.equal([
      "crv 285",
      "usd-coin 714",
    ]);
    const limits = { dai: 5n * PERCENT };
    expect(spread({ weights: three, limits, minimum: 5n * PERCENT })).to.deep.equal([
      "crv 271",
      "dai 50",
      "usd-coin 678",
    ]);
    expect(spread({ weights: three, limits, minimum: 5n * PERCENT + 1n })).to.deep.equal([
      "crv 285",
      "usd-coin 714",
    ]);
  });

  it("limits one after another, as what one may not take can push the next one over", () => {
    const limits = { dai: 29n * PERCENT, crv: (202n * PERCENT) / 10n };
    expect(spread({ weights: three, limits })).to.deep.equal([
      "crv 202",
      "dai 290",
      "usd-coin 508",
    ]);
    expect(spread({ weights: three, limits: { dai: 30n * PERCENT } })).to.deep.equal([
      "crv 200",
      "dai 300",
      "usd-coin 500",
    ]);
  });

  it("drops shares under the minimum, the smallest first, until the others are large enough", () => {
    const four = { a: 4n, b: 5n, c: 41n, "usd-coin": 50n };
    expect(spread({ weights: four, minimum: 4n * PERCENT }).length).to.equal(4);
    // Without a, b has 5.2 %.
    const some = ["b 52", "c 427", "usd-coin 520"];
    expect(spread({ weights: four, minimum: (51n * PERCENT) / 10n })).to.deep.equal(some);
    expect(spread({ weights: four, minimum: (53n * PERCENT) / 10n })).to.deep.equal([
      "c 450",
      "usd-coin 549",
    ]);
    const turned = { c: 41n, b: 5n, a: 4n, "usd-coin": 50n };
    expect(spread({ weights: turned, minimum: (51n * PERCENT) / 10n })).to.deep.equal(some);
  });

  it("drops the first by id of equal ones", () => {
    const equal = { b: 5n, a: 5n, c: 40n, "usd-coin": 50n };
    const kept = ["b 52", "c 421", "usd-coin 526"];
    expect(spread({ weights: equal, minimum: (52n * PERCENT) / 10n })).to.deep.equal(kept);
    const turned = { a: 5n, b: 5n, c: 40n, "usd-coin": 50n };
    expect(spread({ weights: turned, minimum: (52n * PERCENT) / 10n })).to.deep.equal(kept);
  });

  it("limits before it drops, so that what is freed can lift a small one over the minimum", () => {
    const weights = { a: 4n, c: 60n, "usd-coin": 36n };
    const limits = { c: 40n * PERCENT };
    expect(spread({ weights, limits, minimum: 5n * PERCENT })).to.deep.equal([
      "a 60",
      "c 400",
      "usd-coin 540",
    ]);
  });
});
