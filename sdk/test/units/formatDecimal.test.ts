import { expect } from "chai";
import { formatDecimal } from "../../src/units/formatDecimal.ts";

describe("formatDecimal", () => {
  it("cuts digits and never rounds up", () => {
    expect(formatDecimal(1239999n, 6, 2)).to.equal("1.23");
    expect(formatDecimal(999999n, 6, 0)).to.equal("0");
  });

  it("pads with zeros on both sides of the point", () => {
    expect(formatDecimal(5n, 6, 6)).to.equal("0.000005");
    expect(formatDecimal(5n, 0, 3)).to.equal("5.000");
    expect(formatDecimal(42n, 2, 4)).to.equal("0.4200");
  });

  it("writes a sign only where a digit is left to carry it", () => {
    expect(formatDecimal(-1500n, 3, 1)).to.equal("-1.5");
    expect(formatDecimal(-4n, 3, 2)).to.equal("0.00");
  });
});
