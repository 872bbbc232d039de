import { expect } from "chai";
import { technicalRegime } from "../../src/rules/technicalRegime.ts";
import { parseDecimal } from "../../src/units/parseDecimal.ts";
import { WAD } from "../../src/units/wad.ts";
import type { RegimeModule } from "../../src/rules/parseRules.ts";
import type { Regime } from "../../src/rules/regime.ts";

const BAND = WAD / 20n;

function side(
  module: RegimeModule,
  closes: readonly string[],
  previous?: Regime,
  band = BAND,
): Regime {
  return technicalRegime({
    module,
    closes: closes.map((close) => parseDecimal(close, 18)),
    band,
    previous,
  });
}

describe("technicalRegime, at its thresholds", () => {
  it("moving averages: flip only beyond the band, and begin on the nearer side", () => {
    const module = { kind: "movingAverages", fastDays: 1, slowDays: 2 } as const;
    // Fast 105, slow 100: 5 % exactly. A wei more is beyond.
    expect(side(module, ["95", "105"], "bear")).to.equal("bear");
    expect(side(module, ["95", "105.000000000000000999"], "bear")).to.equal("bull");
    expect(side(module, ["105", "95"], "bull")).to.equal("bull");
    expect(side(module, ["105", "94.999999999999999"], "bull")).to.equal("bear");
    expect(side(module, ["101", "99"])).to.equal("bear");
    expect(side(module, ["99", "101"])).to.equal("bull");
    expect(side(module, ["100", "100"])).to.equal("bull");
  });

  it("RSI: flips only beyond its thresholds, and begins on the nearer side of their middle", () => {
    const module = { kind: "rsi", days: 2, bullAbove: 75n * WAD, bearBelow: 25n * WAD } as const;
    expect(side(module, ["10", "13", "12"], "bear")).to.equal("bear"); // 75
    expect(side(module, ["10", "14", "13"], "bear")).to.equal("bull"); // 80
    expect(side(module, ["10", "11", "8"], "bull")).to.equal("bull"); // 25
    expect(side(module, ["10", "11", "7"], "bull")).to.equal("bear"); // 20
    expect(side(module, ["10", "11", "9"])).to.equal("bear"); // 33
    expect(side(module, ["10", "12", "11"])).to.equal("bull"); // 67
    expect(side(module, ["10", "11", "10"])).to.equal("bull"); // 50
  });

  it("MACD: the line against its own mean, by hand", () => {
    const module = { kind: "macd", fastDays: 1, slowDays: 2, signalDays: 2 } as const;
    // Slow means 11, 12.33.., 12.11..; the line is 1, 0.66.., -0.11..; its mean 0.83.., then 0.20.. The line is below it.
    expect(side(module, ["10", "12", "13", "12"], "bull")).to.equal("bear");
    // Falling ever more slowly: the line is below zero, and above its mean.
    expect(side(module, ["40", "20", "15", "14"], "bear")).to.equal("bull");
    expect(side(module, ["10", "10", "10", "10"], "bear")).to.equal("bear");
    expect(side(module, ["10", "10", "10", "10"])).to.equal("bull");
  });

  it("Bollinger: beyond so many deviations, which widen with their factor", () => {
    const by = (deviations: string) =>
      ({ kind: "bollinger", days: 4, deviations: parseDecimal(deviations, 18) }) as const;
    // Mean 11, deviation 1.73: the close lies 3 away, 1.73 deviations.
    expect(side(by("1.7"), ["10", "10", "10", "14"], "bear")).to.equal("bull");
    expect(side(by("1.8"), ["10", "10", "10", "14"], "bear")).to.equal("bear");
    expect(side(by("1.7"), ["14", "14", "14", "10"], "bull")).to.equal("bear");
    expect(side(by("1.8"), ["14", "14", "14", "10"], "bull")).to.equal("bull");
    expect(side(by("5"), ["14", "14", "14", "10"])).to.equal("bear");
    expect(side(by("5"), ["10", "10", "10", "14"])).to.equal("bull");
    expect(side(by("0"), ["10", "10", "10", "10"])).to.equal("bull");
  });
});
