import { expect } from "chai";

import { amountText } from "../../src/format/amountText.ts";
import { dollarText } from "../../src/format/dollarText.ts";
import { percentText } from "../../src/format/percentText.ts";
import { priceText } from "../../src/format/priceText.ts";

const locale = "en-GB";

describe("amountText", () => {
  it("rounds what a person receives down and what a person pays up", () => {
    const amount = 1_234_567n;
    const shown = { amount, decimals: 6, digits: 2, locale } as const;
    expect(amountText({ ...shown, rounding: "down" })).to.equal("1.23");
    expect(amountText({ ...shown, rounding: "up" })).to.equal("1.24");
  });

  it("never writes an amount that is there as zero", () => {
    const shown = { amount: 1n, decimals: 18, digits: 4, locale } as const;
    expect(amountText({ ...shown, rounding: "down" })).to.equal("<0.0001");
    expect(amountText({ ...shown, rounding: "up" })).to.equal("0.0001");
  });

  it("writes every digit of an amount that no float holds", () => {
    const amount = 123_456_789_012_345_678_901_234_567n;
    expect(amountText({ amount, decimals: 6, digits: 6, rounding: "down", locale })).to.equal(
      "123,456,789,012,345,678,901.234567",
    );
  });

  it("writes numbers as the locale does", () => {
    const shown = { amount: 1_234_560_000n, decimals: 5, digits: 2, rounding: "down" } as const;
    expect(amountText({ ...shown, locale: "de-DE" })).to.equal("12.345,60");
    expect(amountText({ ...shown, locale: "en-GB" })).to.equal("12,345.60");
  });

  it("writes an amount of a token without decimals", () => {
    expect(amountText({ amount: 7n, decimals: 0, digits: 6, rounding: "down", locale })).to.equal(
      "7",
    );
  });
});

describe("dollarText", () => {
  it("has two digits, and six below a cent", () => {
    expect(dollarText(153_020_000_000_000_000_000n, "down", locale)).to.equal("$153.02");
    expect(dollarText(1_234_500_000_000_000n, "down", locale)).to.equal("$0.001234");
    expect(dollarText(1n, "down", locale)).to.equal("<$0.000001");
    expect(dollarText(-1_500_000_000_000_000_000n, "down", locale)).to.equal("−$1.50");
  });
});

describe("percentText", () => {
  it("writes a part of a WAD with two digits and its sign", () => {
    const part = 24_150_000_000_000_000n;
    expect(percentText({ part, rounding: "down", locale, signed: true })).to.equal("+2.41 %");
    expect(percentText({ part, rounding: "up", locale })).to.equal("2.42 %");
    expect(percentText({ part: 1n, rounding: "down", locale, signed: true })).to.equal("0.00 %");
    expect(percentText({ part: -part, rounding: "down", locale })).to.equal("−2.41 %");
  });
});

describe("priceText", () => {
  it("has as many digits as prices of its size need", () => {
    const one = 10n ** 18n;
    expect(priceText(49_649_338n * (one / 1000n), locale)).to.equal("$49,649.33");
    expect(priceText(8_521_499n * (one / 1_000_000n), locale)).to.equal("$8.5214");
    expect(priceText(one / 13n, locale)).to.equal("$0.076923");
    expect(priceText(1n, locale)).to.equal("<$0.000001");
  });
});
