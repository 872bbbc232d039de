import { topRules } from "@sheaf/sdk/rules/topRules";
import { expect } from "chai";

import { sparkline } from "../../src/model/chart/sparkline.ts";
import { gaugeScale } from "../../src/model/regime/gaugeScale.ts";
import { rulesWords } from "../../src/model/rules/rulesWords.ts";

const WAD = 10n ** 18n;
const BAND = WAD / 20n;

describe("gaugeScale", () => {
  it("puts the mean in the middle, the band around it and the close where it stands", () => {
    const scale = gaugeScale({ close: 105n * WAD, mean: 100n * WAD, band: BAND });
    expect(scale.distance).to.equal(BAND);
    expect(scale.bullAbove - 50).to.be.closeTo(50 - scale.bearBelow, 1e-9);
    expect(scale.bullAbove).to.be.closeTo(50 + 50 / 3, 0.1);
    expect(scale.mark).to.equal(scale.bullAbove);
    expect(scale).to.include({ bearPrice: 95n * WAD, bullPrice: 105n * WAD });
  });

  it("widens so that no close falls off its end", () => {
    for (const close of [1n, 40n, 500n]) {
      const { mark } = gaugeScale({ close: close * WAD, mean: 100n * WAD, band: BAND });
      expect(mark).to.be.within(5, 95);
    }
  });

  it("stands in the middle while no mean is known", () => {
    expect(gaugeScale({ close: WAD, mean: 0n, band: BAND }).mark).to.equal(50);
  });
});

describe("rulesWords", () => {
  const words = (changes: Readonly<Record<string, unknown>>) =>
    rulesWords({
      rules: topRules(100, "leader", changes),
      leader: "Bitcoin",
      percent: (part) => `${Number(part * 100n) / 1e18} %`,
      dollars: (value) => `$${value / WAD}`,
    });
  const textOf = (name: string, changes: Readonly<Record<string, unknown>> = {}) =>
    words(changes).find((each) => each.name === name)?.text;

  it("has the thresholds of the rules", () => {
    expect(textOf("Bull and bear markets")).to.contain(
      "Bitcoin's last daily close is more than 5 % above the mean of its last 100 closes",
    );
    expect(textOf("Weights")).to.contain("at most 25 % of the index each");
    expect(textOf("Entering and leaving")).to.contain(
      "rank 80 or better, and leaves below rank 120",
    );
    expect(textOf("Patience")).to.contain("14 days");
  });

  it("leaves out what a passive index does not do", () => {
    expect(textOf("Patience", { bear: "stays" })).to.equal(undefined);
    expect(textOf("Bull and bear markets", { bear: "stays" })).to.contain("never leaves");
  });

  it("names the screens of a universe", () => {
    const universe = {
      category: "memecoins",
      ids: ["a", "b", "c", "d", "e", "f"],
      minimumVolume: "1000000",
    };
    const text = textOf("Which tokens", { size: 5, enterRank: 4, leaveRank: 6, universe });
    expect(text).to.contain("sector memecoins (6 candidates)").and.to.contain("$1000000");
  });
});

describe("sparkline", () => {
  const at = (time: bigint, dollars: bigint) => ({ time, value: dollars * WAD, complete: true });

  it("runs from the left to the right, higher values higher up", () => {
    expect(sparkline([at(0n, 1n), at(5n, 3n), at(10n, 2n)], 104, 24)).to.equal("M2 22L52 2L102 12");
  });

  it("needs two points", () => {
    expect(sparkline([at(0n, 1n)], 104, 24)).to.equal(undefined);
  });
});
