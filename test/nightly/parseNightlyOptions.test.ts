import { expect } from "chai";

import { campaignDepth } from "../../scripts/lib/campaignDepth.ts";
import {
  parseNightlyOptions,
  UnusableOptionError,
} from "../../scripts/nightly/parseNightlyOptions.ts";

const TODAY = new Date("2026-12-31T23:59:59Z");

describe("parseNightlyOptions", () => {
  it("reads every option, with paths from where it was called", () => {
    const line = ["--seed", "7", "--only", "leaving", "--json", "a.json"];
    expect(parseNightlyOptions(line, "/home/me", TODAY)).to.deep.equal({
      seed: 7,
      only: "leaving",
      jsonFile: "/home/me/a.json",
    });
  });

  it("draws by today's date, and runs everything, without any option", () => {
    expect(parseNightlyOptions([], "/", TODAY)).to.deep.equal({
      seed: 20261231,
      only: undefined,
      jsonFile: undefined,
    });
  });

  it("knows when it is asked for help", () => {
    expect(parseNightlyOptions(["--help"], "/", TODAY)).to.equal(undefined);
  });

  it("refuses what it does not know", () => {
    for (const line of [
      ["--seed", "-1"],
      ["--seed", "1.5"],
      ["--seed", "4294967296"],
      ["--only", "nothing"],
      ["--fast"],
      ["left over"],
    ]) {
      expect(() => parseNightlyOptions(line, "/", TODAY), line.join(" ")).to.throw(
        UnusableOptionError,
      );
    }
  });
});

describe("campaignDepth", () => {
  it("is deep in a nightly run and nowhere else", () => {
    expect(campaignDepth({ SHEAF_NIGHTLY: "true" })).to.deep.equal({
      fuzzRuns: 10_000,
      invariantRuns: 1_000,
      invariantDepth: 64,
    });
    expect(campaignDepth({})).to.deep.equal({
      fuzzRuns: 256,
      invariantRuns: 256,
      invariantDepth: 32,
    });
  });
});
