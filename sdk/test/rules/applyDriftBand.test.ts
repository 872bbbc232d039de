import { expect } from "chai";
import { applyDriftBand } from "../../src/rules/applyDriftBand.ts";
import { MalformedHoldingsError } from "../../src/rules/errors.ts";
import { formatDecimal } from "../../src/units/formatDecimal.ts";
import { WAD } from "../../src/units/wad.ts";
import { seededRandom } from "./seededRandom.ts";
import { smallRules } from "./smallRules.ts";
import { weightsOf } from "./weightsOf.ts";
import type { BandedWeights } from "../../src/rules/applyDriftBand.ts";
import type { Weight } from "../../src/rules/capWeights.ts";

const rules = smallRules(); // 25 % of the target, 50 bps of NAV, at most 40 %

function band(
  target: Readonly<Record<string, string>>,
  current: Readonly<Record<string, string>>,
): BandedWeights {
  return applyDriftBand({ target: weightsOf(target), current: weightsOf(current), rules });
}

/** One word a line, as in "a keeps 0.300". */
function wordsOf({ weights }: BandedWeights): string[] {
  return weights.map(({ id, weight, move }) => `${id} ${move} ${formatDecimal(weight, 18, 3)}`);
}

describe("applyDriftBand", () => {
  it("returns the current weights where all are inside their bands", () => {
    const banded = band({ a: "0.4", b: "0.4", c: "0.2" }, { a: "0.41", b: "0.36", c: "0.23" });
    expect(wordsOf(banded)).to.deep.equal(["a keeps 0.410", "b keeps 0.360", "c keeps 0.230"]);
    expect(banded.changed).to.equal(false);
  });

  it("does not trade at the very edge of the band, and trades one wei beyond it", () => {
    const target = { a: "0.2", b: "0.4", c: "0.4" };
    expect(wordsOf(band(target, { a: "0.25", b: "0.4", c: "0.35" }))).to.deep.equal([
      "a keeps 0.250",
      "b keeps 0.400",
      "c keeps 0.350",
    ]);
    const beyond = band(target, { a: "0.250000000000000001", b: "0.4", c: "0.349999999999999999" });
    expect(beyond.weights[0]?.move).to.equal("trades");
  });

  it("measures small targets by the absolute band", () => {
    const target = { a: "0.01", b: "0.39", c: "0.3", d: "0.3" };
    expect(band(target, { a: "0.015", b: "0.385", c: "0.3", d: "0.3" }).changed).to.equal(false);
    expect(band(target, { a: "0.0151", b: "0.3849", c: "0.3", d: "0.3" }).changed).to.equal(true);
  });

  it("lets what leaves fund what enters and keeps the rest", () => {
    const banded = band({ a: "0.4", b: "0.38", c: "0.22" }, { a: "0.39", b: "0.39", gone: "0.22" });
    expect(wordsOf(banded)).to.deep.equal([
      "a keeps 0.390",
      "b keeps 0.390",
      "c trades 0.220",
      "gone trades 0.000",
      "usd-coin evens out 0.000",
    ]);
  });

  it("gives what enters no more than is left by those that keep their weight", () => {
    const banded = band({ a: "0.4", b: "0.38", c: "0.22" }, { a: "0.4", b: "0.4", gone: "0.2" });
    expect(wordsOf(banded)).to.deep.equal([
      "a keeps 0.400",
      "b keeps 0.400",
      "c trades 0.200",
      "gone trades 0.000",
      "usd-coin evens out 0.000",
    ]);
  });

  it("calls in the furthest below its target where there is too much to share out", () => {
    // 0.1 is left to c, twice its target. b is the further of the two below theirs and takes what c leaves.
    const banded = band(
      { a: "0.4", b: "0.4", c: "0.05", d: "0.15" },
      { a: "0.39", b: "0.36", gone: "0.1", d: "0.15" },
    );
    expect(wordsOf(banded).filter((words) => !words.includes("keeps"))).to.deep.equal([
      "b evens out 0.400",
      "c trades 0.060",
      "gone trades 0.000",
      "usd-coin evens out 0.000",
    ]);
  });

  it("calls in the furthest above its target where there is too little", () => {
    // 0.02 is left to c, a fifth of its target. a sells to fund it.
    const banded = band(
      { a: "0.36", b: "0.34", c: "0.1", d: "0.2" },
      { a: "0.42", b: "0.36", gone: "0.02", d: "0.2" },
    );
    expect(wordsOf(banded)).to.deep.equal([
      "a evens out 0.344",
      "b keeps 0.360",
      "c trades 0.095",
      "d keeps 0.200",
      "gone trades 0.000",
      "usd-coin evens out 0.000",
    ]);
  });

  it("lets enter and leave what is far smaller than the absolute band", () => {
    const banded = band(
      { a: "0.4", b: "0.4", c: "0.199", tiny: "0.001" },
      { a: "0.4", b: "0.4", c: "0.199", gone: "0.001" },
    );
    expect(wordsOf(banded).filter((words) => words.includes("trades"))).to.deep.equal([
      "gone trades 0.000",
      "tiny trades 0.001",
    ]);
  });

  it("lets what enters end at the very edge of its band, or at half of a small target", () => {
    const edge = band({ a: "0.4", b: "0.4", c: "0.2" }, { a: "0.375", b: "0.375", gone: "0.25" });
    expect(wordsOf(edge).slice(0, 3)).to.deep.equal([
      "a keeps 0.375",
      "b keeps 0.375",
      "c trades 0.250",
    ]);
    const half = band(
      { a: "0.4", b: "0.4", c: "0.196", tiny: "0.004" },
      { a: "0.4", b: "0.4", c: "0.198", gone: "0.002" },
    );
    expect(wordsOf(half).filter((words) => !words.includes("keeps"))).to.deep.equal([
      "gone trades 0.000",
      "tiny trades 0.002",
      "usd-coin evens out 0.000",
    ]);
    const less = band(
      { a: "0.4", b: "0.4", c: "0.196", tiny: "0.004" },
      { a: "0.4", b: "0.4", c: "0.199", gone: "0.001" },
    );
    expect(wordsOf(less)).to.include("c evens out 0.196").and.to.include("tiny trades 0.004");
  });

  it("leaves to settlement just the absolute band, and no wei more", () => {
    const most = band(
      { a: "0.4", b: "0.4", c: "0.2" },
      { a: "0.4", b: "0.4", c: "0.195", gone: "0.005" },
    );
    expect(wordsOf(most).at(-1)).to.equal("usd-coin evens out 0.005");
    const more = band(
      { a: "0.4", b: "0.4", c: "0.2" },
      { a: "0.4", b: "0.4", c: "0.194999999999999999", gone: "0.005000000000000001" },
    );
    expect(wordsOf(more))
      .to.include("c evens out 0.200")
      .and.to.include("usd-coin evens out 0.000");
  });

  it("leaves to settlement what is not worth a trade", () => {
    const banded = band(
      { a: "0.4", b: "0.4", c: "0.2" },
      { a: "0.4", b: "0.4", c: "0.198", gone: "0.002" },
    );
    expect(wordsOf(banded)).to.deep.equal([
      "a keeps 0.400",
      "b keeps 0.400",
      "c keeps 0.198",
      "gone trades 0.000",
      "usd-coin evens out 0.002",
    ]);
  });

  it("spends settlement above the absolute band on the furthest below its target", () => {
    const banded = band(
      { a: "0.35", b: "0.35", c: "0.3" },
      { a: "0.345", b: "0.335", c: "0.29", "usd-coin": "0.03" },
    );
    expect(wordsOf(banded)).to.deep.equal([
      "a keeps 0.345",
      "b evens out 0.365",
      "c keeps 0.290",
      "usd-coin trades 0.000",
    ]);
  });

  it("buys nothing above the maximum weight, and calls in others for the rest", () => {
    const banded = band(
      { a: "0.4", b: "0.35", c: "0.25" },
      { a: "0.38", b: "0.345", c: "0.245", "usd-coin": "0.03" },
    );
    expect(wordsOf(banded)).to.deep.equal([
      "a evens out 0.400",
      "b evens out 0.355",
      "c keeps 0.245",
      "usd-coin trades 0.000",
    ]);
  });

  it("does not touch settlement within the absolute band while nothing else trades", () => {
    expect(
      band(
        { a: "0.4", b: "0.4", c: "0.2" },
        { a: "0.4", b: "0.4", c: "0.195", "usd-coin": "0.005" },
      ).changed,
    ).to.equal(false);
  });

  it("moves all to settlement where that is the target", () => {
    const banded = band({ "usd-coin": "1" }, { a: "0.6", b: "0.4" });
    expect(wordsOf(banded)).to.deep.equal([
      "a trades 0.000",
      "b trades 0.000",
      "usd-coin trades 1.000",
    ]);
  });

  it("reaches the targets themselves from settlement alone", () => {
    const target = weightsOf({
      a: "0.333333333333333334",
      b: "0.333333333333333333",
      c: "0.333333333333333333",
    });
    const { weights } = applyDriftBand({ target, current: weightsOf({ "usd-coin": "1" }), rules });
    expect(
      weights.filter(({ id }) => id !== "usd-coin").map(({ id, weight }) => ({ id, weight })),
    ).to.deep.equal(target);
  });

  it("refuses weights that are not a whole", () => {
    const whole = { a: "0.6", b: "0.4" };
    expect(() => band(whole, { a: "0.6", b: "0.39" })).to.throw(
      MalformedHoldingsError,
      "they sum to",
    );
    expect(() => band({ a: "1.1", b: "-0.1" }, whole)).to.throw(
      MalformedHoldingsError,
      "less than nothing",
    );
    const twice = [...weightsOf({ a: "0.5" }), ...weightsOf({ a: "0.5" })];
    expect(() => applyDriftBand({ target: weightsOf(whole), current: twice, rules })).to.throw(
      MalformedHoldingsError,
      "a is listed twice",
    );
  });

  it("sums to one, keeps what it says it keeps and stays near every target, for many portfolios", () => {
    const random = seededRandom(17n);
    const portfolio = (): Weight[] => {
      const parts = Array.from({ length: 12 }, (_, index) => ({
        id: index === 11 ? "usd-coin" : `coin-${index}`,
        part: random(4n) === 0n ? 0n : random(1000n),
      }));
      const whole = parts.reduce((sum, { part }) => sum + part, 1n);
      const weights = parts
        .map(({ id, part }) => ({ id, weight: (part * WAD) / whole }))
        .filter(({ weight }) => weight > 0n);
      const rest = WAD - weights.reduce((sum, { weight }) => sum + weight, 0n);
      return [...weights, { id: "dust", weight: rest }];
    };
    for (let run = 0; run < 500; run += 1) {
      const [target, current] = [portfolio(), portfolio()];
      const { weights } = applyDriftBand({ target, current, rules });
      expect(weights.reduce((sum, { weight }) => sum + weight, 0n)).to.equal(WAD);
      for (const { id, weight, move } of weights) {
        const [wanted, held] = [target, current].map(
          (side) => side.find((line) => line.id === id)?.weight ?? 0n,
        ) as [bigint, bigint];
        const gap = weight > wanted ? weight - wanted : wanted - weight;
        const most = wanted / 4n > rules.driftAbsolute ? wanted / 4n : rules.driftAbsolute;
        expect(gap <= most, `${id} is ${gap} off its target in run ${run}`).to.equal(true);
        if (move === "keeps") expect(weight).to.equal(held);
        if (wanted === 0n && id !== "usd-coin") expect(weight).to.equal(0n);
      }
      const again = applyDriftBand({ target, current: weights, rules });
      expect(again.changed, `run ${run} wants to trade twice`).to.equal(false);
    }
  });
});
