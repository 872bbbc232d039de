import { expect } from "chai";
import { formatDecimal } from "../../src/units/formatDecimal.ts";
import { MalformedDecimalError } from "../../src/units/errors.ts";
import { parseDecimal } from "../../src/units/parseDecimal.ts";

describe("parseDecimal", () => {
  it("reads whole, fractional and scientific numbers exactly", () => {
    expect(parseDecimal("33008.226", 18)).to.equal(33008226n * 10n ** 15n);
    expect(parseDecimal("1.792667e-05", 18)).to.equal(17926670000000n);
    expect(parseDecimal("6.1e+11", 6)).to.equal(61n * 10n ** 16n);
    expect(parseDecimal("-0.5", 1)).to.equal(-5n);
    expect(parseDecimal("007", 0)).to.equal(7n);
  });

  it("keeps digits that a float would lose", () => {
    expect(parseDecimal("123456789012345678.123456789012345678", 18)).to.equal(
      123456789012345678123456789012345678n,
    );
  });

  it("cuts further digits toward minus infinity by default", () => {
    expect(parseDecimal("1.2399", 2)).to.equal(123n);
    expect(parseDecimal("-1.2301", 2)).to.equal(-124n);
    expect(parseDecimal("1e-19", 18)).to.equal(0n);
  });

  it("rounds up, or refuses, where asked to", () => {
    expect(parseDecimal("1.2301", 2, "ceil")).to.equal(124n);
    expect(parseDecimal("1.23", 2, "ceil")).to.equal(123n);
    expect(parseDecimal("1.230", 2, "exact")).to.equal(123n);
    expect(() => parseDecimal("1.231", 2, "exact")).to.throw(
      MalformedDecimalError,
      "exact in 2 decimals",
    );
  });

  for (const text of [
    "",
    " ",
    "NaN",
    "Infinity",
    "-Infinity",
    "1,000",
    "0x10",
    "1.",
    ".5",
    "1e",
    "1e9999",
    "--1",
    "1 ",
    "1\n",
    "١",
  ]) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      expect(() => parseDecimal(text, 18)).to.throw(
        MalformedDecimalError,
        "a finite decimal number",
      );
    });
  }

  it("shows foreign text quoted and short", () => {
    expect(() => parseDecimal(`\u001b[31m${"x".repeat(5000)}`, 18))
      .to.throw(MalformedDecimalError)
      .with.property("message")
      .with.length.below(140);
  });

  it("reads back what formatDecimal writes in full", () => {
    for (let value = -(7n ** 20n); value < 7n ** 20n; value += 7n ** 18n + 12345n) {
      expect(parseDecimal(formatDecimal(value, 18, 18), 18, "exact")).to.equal(value);
    }
  });
});
