import { expect } from "chai";

import { partOf } from "../../demo/partOf.ts";

describe("partOf", () => {
  it("writes six decimals and no tail", () => {
    expect(JSON.stringify(partOf(13n, 10n))).to.equal("1.3");
    expect(JSON.stringify(partOf(123_456n, 1_000_000n))).to.equal("0.123456");
    expect(JSON.stringify(partOf(-1n, 3n))).to.equal("-0.333333");
  });

  it("rounds to the nearest, half away from zero", () => {
    expect(partOf(2n, 3n)).to.equal(0.666667);
    expect(partOf(-2n, 3n)).to.equal(-0.666667);
    expect(partOf(5n, 10_000_000n)).to.equal(0.000001);
    expect(partOf(-5n, 10_000_000n)).to.equal(-0.000001);
    expect(partOf(4n, 10_000_000n)).to.equal(0);
  });

  it("is zero of nothing", () => {
    expect(partOf(5n, 0n)).to.equal(0);
  });
});
