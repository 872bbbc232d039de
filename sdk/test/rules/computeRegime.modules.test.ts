import { expect } from "chai";
import { computeRegime } from "../../src/rules/computeRegime.ts";
import { exponentialMean } from "../../src/rules/exponentialMean.ts";
import { relativeStrength } from "../../src/rules/relativeStrength.ts";
import { formatDecimal } from "../../src/units/formatDecimal.ts";
import { fromDayNumber } from "../../src/units/fromDayNumber.ts";
import { toDayNumber } from "../../src/units/toDayNumber.ts";
import { WAD } from "../../src/units/wad.ts";
import { smallRules } from "./smallRules.ts";
import type { Regime } from "../../src/rules/regime.ts";

const ASOF = "2030-02-04";
const dollars = (values: readonly number[]): bigint[] => values.map((value) => BigInt(value) * WAD);

function regimeOf(
  module: object | undefined,
  prices: readonly number[],
  previous?: Regime,
  rest: { readonly vote?: Regime; readonly rules?: object } = {},
): Regime {
  const today = toDayNumber(ASOF) ?? 0;
  const regime = {
    leader: "leader-coin",
    meanDays: prices.length,
    band: "0.05",
    cooldownDays: 14,
    ...(module === undefined ? {} : { module }),
    ...(rest.vote === undefined ? {} : { vote: "confirms" }),
  };
  return computeRegime({
    closes: dollars(prices).map((close, at) => ({
      date: fromDayNumber(today - prices.length + at),
      close,
    })),
    asOf: ASOF,
    previous: previous === undefined ? undefined : { regime: previous, since: "2030-01-07" },
    rules: smallRules({ regime, ...rest.rules }),
    ...(rest.vote === undefined ? {} : { vote: rest.vote }),
  }).regime;
}

const rising = [100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 130];
const falling = rising.map((price) => 230 - price);
const flat = rising.map(() => 100);

describe("computeRegime with a module", () => {
  const modules: readonly [title: string, module: object][] = [
    ["moving averages", { kind: "movingAverages", fastDays: 2, slowDays: 10 }],
    ["RSI", { kind: "rsi", days: 5, bullAbove: "55", bearBelow: "45" }],
    ["MACD", { kind: "macd", fastDays: 3, slowDays: 6, signalDays: 3 }],
    ["Bollinger bands", { kind: "bollinger", days: 10, deviations: "2" }],
  ];
  for (const [title, module] of modules) {
    it(`${title}: bull after a rise, bear after a fall, else as it was`, () => {
      expect(regimeOf(module, rising, "bear")).to.equal("bull");
      expect(regimeOf(module, falling, "bull")).to.equal("bear");
      expect(regimeOf(module, flat, "bear")).to.equal("bear");
      expect(regimeOf(module, flat, "bull")).to.equal("bull");
      expect(regimeOf(module, flat)).to.equal("bull");
    });
  }

  it("waits for the second vote where the rules ask for it", () => {
    expect(regimeOf(undefined, rising, "bear", { vote: "bull" })).to.equal("bull");
    expect(regimeOf(undefined, rising, "bear", { vote: "neutral" })).to.equal("bear");
  });

  it("stays out of every regime where the rules are passive", () => {
    expect(regimeOf(undefined, falling, "bull", { rules: { bear: "stays" } })).to.equal("bull");
    expect(regimeOf(undefined, falling, undefined, { rules: { bear: "stays" } })).to.equal(
      "neutral",
    );
  });
});

describe("relativeStrength", () => {
  it("is 100 times the mean gain over gain and loss, by Wilder's means", () => {
    // Changes +1 -1 +3: over 2 days the first means are 0.5 and 0.5, then (0.5 + 3) / 2 = 1.75 and 0.25: 87.5.
    expect(formatDecimal(relativeStrength(dollars([10, 11, 10, 13]), 2), 18, 4)).to.equal(
      "87.5000",
    );
    expect(relativeStrength(dollars([1, 2, 3, 4]), 2)).to.equal(100n * WAD);
    expect(relativeStrength(dollars([4, 3, 2, 1]), 2)).to.equal(0n);
    expect(relativeStrength(dollars([1, 1, 1]), 2)).to.equal(50n * WAD);
  });

  it("agrees with the textbook series of 14 days, 70.53 after its first 15 closes", () => {
    const closes = [
      443389, 440902, 441497, 436124, 443278, 448264, 450955, 454245, 458433, 460826, 458931,
      460328, 456140, 462820, 462820,
    ].map((price) => BigInt(price) * 10n ** 14n);
    expect(formatDecimal(relativeStrength(closes, 14), 18, 2)).to.equal("70.53");
  });
});

describe("exponentialMean", () => {
  it("starts at the plain mean and weighs the newest by 2 / (days + 1)", () => {
    const means = exponentialMean(dollars([1, 2, 3, 7, 3]), 3);
    expect(means.map((mean) => formatDecimal(mean, 18, 4))).to.deep.equal([
      "2.0000",
      "4.5000",
      "3.7500",
    ]);
    expect(exponentialMean(dollars([1, 2]), 3)).to.deep.equal([]);
  });
});
