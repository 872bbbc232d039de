import { expect } from "chai";

import { ageText } from "../../src/format/ageText.ts";

describe("ageText", () => {
  it("uses the largest unit that fits twice", () => {
    const cases = [
      [-5n, "0 s"],
      [38n, "38 s"],
      [119n, "119 s"],
      [300n, "5 min"],
      [4n * 3600n, "4 h"],
      [3n * 86_400n, "3 days"],
      [112n * 86_400n, "16 weeks"],
    ] as const;
    for (const [span, text] of cases) expect(ageText(span)).to.equal(text);
  });
});
