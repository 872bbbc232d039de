import { expect } from "chai";

import { parseBenchOptions, UnusableOptionError } from "../../bench/parseBenchOptions.ts";

const parse = (...flags: string[]) => parseBenchOptions(flags, "/caller");

describe("parseBenchOptions", () => {
  it("measures all sizes unless told otherwise", () => {
    const plain = {
      sizes: [2, 10, 25, 50, 100],
      jsonFile: undefined,
      check: false,
      write: false,
    };
    expect(parse()).to.deep.equal(plain);
  });

  it("sorts sizes, and takes paths from where it was called", () => {
    expect(parse("--n", "25,2,25", "--json", "out.json")).to.include({
      jsonFile: "/caller/out.json",
    });
    expect(parse("--n", "25,2,25")?.sizes).to.deep.equal([2, 25]);
  });

  it("answers help with nothing to do", () => {
    expect(parse("--help")).to.equal(undefined);
  });

  for (const [flaw, flags, message] of [
    ["an unknown flag", ["--sizes", "2"], "--sizes"],
    ["a size under two", ["--n", "1"], "--n takes whole numbers from 2 to 100"],
    ["a size over a hundred", ["--n", "2,101"], "--n takes whole numbers from 2 to 100"],
    ["the profiles of earlier versions", ["--profile", "production"], "--profile"],
    ["a baseline of some sizes", ["--write", "--n", "2"], "--write takes all sizes"],
    ["checking what is written", ["--write", "--check"], "exclude each other"],
  ] as const) {
    it(`refuses ${flaw}`, () => {
      expect(() => parse(...flags)).to.throw(UnusableOptionError, message);
    });
  }
});
