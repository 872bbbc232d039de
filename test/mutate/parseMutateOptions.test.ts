import { expect } from "chai";

import { parseMutateOptions } from "../../scripts/mutate/parseMutateOptions.ts";
import { UnusableRunError } from "../../scripts/mutate/UnusableRunError.ts";

describe("parseMutateOptions", () => {
  it("reads every option, with paths from where it was called", () => {
    const line = [
      "--files",
      "contracts/*.sol",
      "--sample",
      "60",
      "--seed",
      "3",
      "--jobs",
      "4",
      "--timeout",
      "90",
      "--json",
      "a.json",
      "--resume",
      "b.jsonl",
      "--doc",
    ];
    expect(parseMutateOptions(line, "/home/me")).to.deep.equal({
      files: "contracts/*.sol",
      sample: 60,
      seed: 3,
      jobs: 4,
      timeout: 90,
      jsonFile: "/home/me/a.json",
      resumeFile: "/home/me/b.jsonl",
      doc: true,
      list: false,
    });
  });

  it("runs everything, two at a time, without any option", () => {
    expect(parseMutateOptions([], "/")).to.deep.include({
      files: undefined,
      sample: undefined,
      seed: 1,
      jobs: 2,
      timeout: undefined,
    });
  });

  it("is asked for help", () => {
    expect(parseMutateOptions(["--help"], "/")).to.equal(undefined);
  });

  for (const flags of [
    ["--samples", "3"],
    ["--sample", "0"],
    ["--jobs", "many"],
    ["--seed", "-1"],
    ["stray"],
  ]) {
    it(`refuses ${flags.join(" ")}`, () => {
      expect(() => parseMutateOptions(flags, "/")).to.throw(UnusableRunError);
    });
  }
});
