import { expect } from "chai";
import { mutateCommand } from "@sheaf/mutate/mutateCommand";

import { parsedOptions, refusalOf } from "../fixtures/parsedOptions.ts";

describe("mutateCommand", () => {
  it("reads every option, with paths from where it was called", async () => {
    const line = [
      ...["--files", "contracts/*.sol", "--sample", "60", "--seed", "3", "--jobs", "4"],
      ...["--timeout", "90", "--json", "a.json", "--resume", "b.jsonl", "--doc"],
    ];
    expect(await parsedOptions(mutateCommand, line, "/home/me")).to.deep.equal({
      files: "contracts/*.sol",
      sample: 60,
      seed: 3,
      jobs: 4,
      timeout: 90,
      json: "/home/me/a.json",
      resumeFile: "/home/me/b.jsonl",
      doc: true,
      list: false,
    });
  });

  it("runs everything, two at a time, without any option", async () => {
    expect(await parsedOptions(mutateCommand, [])).to.deep.include({
      files: undefined,
      sample: undefined,
      seed: 1,
      jobs: 2,
      timeout: undefined,
    });
  });

  it("runs nothing for --help", async () => {
    expect(await parsedOptions(mutateCommand, ["--help"])).to.equal(undefined);
  });

  for (const flags of [
    ["--samples", "3"],
    ["--sample", "0"],
    ["--jobs", "many"],
    ["--seed", "-1"],
    ["stray"],
  ]) {
    it(`refuses ${flags.join(" ")}`, async () => {
      expect(await refusalOf(mutateCommand, flags)).to.include("Commands.UnusableOptionError");
    });
  }
});
