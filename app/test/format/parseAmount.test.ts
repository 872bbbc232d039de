import { expect } from "chai";

import { parseAmount } from "../../src/format/parseAmount.ts";

const USDC = 6;
const amount = (text: string, locale: string) => {
  const parsed = parseAmount(text, USDC, locale);
  return parsed.kind === "amount" ? parsed.amount : parsed.kind;
};

describe("parseAmount", () => {
  it("reads a decimal as the locale writes it", () => {
    expect(amount("1.5", "en-GB")).to.equal(1_500_000n);
    expect(amount("1,5", "de-DE")).to.equal(1_500_000n);
    expect(amount("1 234,5", "fr-FR")).to.equal(1_234_500_000n);
  });

  it("reads groups as the locale writes them", () => {
    expect(amount("1,500", "en-GB")).to.equal(1_500_000_000n);
    expect(amount("1.500", "de-DE")).to.equal(1_500_000_000n);
    expect(amount("1,234,567.89", "en-GB")).to.equal(1_234_567_890_000n);
  });

  it("refuses a separator of another locale rather than guess", () => {
    expect(amount("1,5", "en-GB")).to.equal("unreadable");
    expect(amount("1.5", "de-DE")).to.equal("unreadable");
    expect(amount("1,50,000", "en-GB")).to.equal("unreadable");
    expect(amount("1.5.0", "en-GB")).to.equal("unreadable");
  });

  it("refuses what is no amount, and more digits than the token has", () => {
    for (const text of ["-5", "1e3", "abc", "0x10", "1.0000001", "∞", "."])
      expect(amount(text, "en-GB"), text).to.equal("unreadable");
  });

  it("takes an amount that is still being typed", () => {
    expect(amount("", "en-GB")).to.equal("empty");
    expect(amount("  ", "en-GB")).to.equal("empty");
    expect(amount("1.", "en-GB")).to.equal(1_000_000n);
    expect(amount(".5", "en-GB")).to.equal(500_000n);
  });
});
