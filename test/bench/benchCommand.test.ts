import { expect } from "chai";

import { benchCommand } from "../../bench/benchCommand.ts";
import { parsedOptions, refusalOf } from "../fixtures/parsedOptions.ts";

const parse = (...flags: string[]) => parsedOptions(benchCommand, flags);

describe("benchCommand", () => {
  it("measures all sizes by default", async () => {
    const plain = { sizes: [2, 10, 25, 50, 100], json: undefined, check: false, write: false };
    expect(await parse()).to.deep.equal(plain);
  });

  it("sorts sizes, and takes paths from where it was called", async () => {
    const options = await parse("--n", "25,2,25", "--json", "out.json");
    expect(options).to.deep.include({ sizes: [2, 25], json: "/caller/out.json" });
  });

  it("runs nothing for --help", async () => {
    expect(await parse("--help")).to.equal(undefined);
  });

  for (const [flaw, flags, message] of [
    ["an unknown flag", ["--sizes", "2"], "--sizes"],
    ["a size under two", ["--n", "1"], "--n takes whole numbers from 2 to 100"],
    ["a size over a hundred", ["--n", "2,101"], "--n takes whole numbers from 2 to 100"],
    ["the profiles of earlier versions", ["--profile", "production"], "--profile"],
    ["a baseline of some sizes", ["--write", "--n", "2"], "cannot be used with option '--n"],
    ["checking what is written", ["--write", "--check"], "cannot be used with option '--check'"],
  ] as const) {
    it(`refuses ${flaw}`, async () => {
      expect(await refusalOf(benchCommand, flags))
        .to.include("Commands.UnusableOptionError")
        .and.include(message);
    });
  }
});
