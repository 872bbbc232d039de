import { expect } from "chai";

import { foldLine } from "../src/foldLine.ts";

describe("foldLine", () => {
  it("leaves a line that fits, and every line where there is no width", () => {
    expect(foldLine("a line of words", 15)).to.deep.equal(["a line of words"]);
    const long = "word ".repeat(100);
    expect(foldLine(long, Infinity)).to.deep.equal([long]);
  });

  it("breaks between words, and continues two further in", () => {
    expect(foldLine("  1,234,567 gas of 2,345,678", 20)).to.deep.equal([
      "  1,234,567 gas of",
      "    2,345,678",
    ]);
  });

  it("continues below the text behind a label", () => {
    expect(foldLine("largest      10,723,038 gas: IndexVault.trade", 30)).to.deep.equal([
      "largest      10,723,038 gas:",
      "             IndexVault.trade",
    ]);
  });

  it("begins a word further left that does not fit below its label, and breaks none", () => {
    const hash = "0x".padEnd(28, "f");
    expect(foldLine(`snapshot     holds ${hash}`, 30)).to.deep.equal([
      "snapshot     holds",
      `  ${hash}`,
    ]);
  });
});
