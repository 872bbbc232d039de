import { expect } from "chai";

import { campaignDepth } from "../../tools/build/campaignDepth.ts";
import { nightlyCommand } from "../../tools/suites/nightlyCommand.ts";
import type { NightlyOptions } from "../../tools/suites/nightlyCommand.ts";
import { parsedOptions, refusalOf } from "../fixtures/parsedOptions.ts";

const TODAY = new Date("2026-12-31T23:59:59Z");
const ofToday = (run: (options: NightlyOptions) => Promise<void>) => nightlyCommand(run, TODAY);

describe("nightlyCommand", () => {
  it("reads every option, with paths from where it was called", async () => {
    const line = ["--seed", "7", "--only", "leaving", "--json", "a.json"];
    const options = await parsedOptions(ofToday, line, "/home/me");
    expect(options).to.deep.include({ seed: 7, json: "/home/me/a.json" });
    expect(options?.parts.map(({ name }) => name)).to.deep.equal(["leaving"]);
  });

  it("draws by today's date, and runs everything, without any option", async () => {
    const options = await parsedOptions(ofToday, []);
    expect(options).to.deep.include({ seed: 20261231, json: undefined });
    expect(options?.parts.map(({ name }) => name)).to.deep.equal([
      "leaving",
      "model",
      "pools",
      "quotes",
      "solidity",
    ]);
  });

  it("runs nothing for --help", async () => {
    expect(await parsedOptions(ofToday, ["--help"])).to.equal(undefined);
  });

  it("refuses what it does not know", async () => {
    for (const line of [
      ["--seed", "-1"],
      ["--seed", "1.5"],
      ["--seed", "4294967296"],
      ["--only", "nothing"],
      ["--fast"],
      ["left over"],
    ])
      expect(await refusalOf(ofToday, line), line.join(" ")).to.include(
        "Commands.UnusableOptionError",
      );
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
