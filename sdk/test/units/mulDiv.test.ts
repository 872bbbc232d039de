import { expect } from "chai";
import { mulDivDown } from "../../src/units/mulDivDown.ts";
import { mulDivUp } from "../../src/units/mulDivUp.ts";

describe("mulDivDown and mulDivUp", () => {
  it("agree where the division is exact", () => {
    expect(mulDivDown(6n, 7n, 21n)).to.equal(2n);
    expect(mulDivUp(6n, 7n, 21n)).to.equal(2n);
  });

  it("differ by one wei where it is not, on both sides of zero", () => {
    expect([mulDivDown(7n, 1n, 2n), mulDivUp(7n, 1n, 2n)]).to.deep.equal([3n, 4n]);
    expect([mulDivDown(-7n, 1n, 2n), mulDivUp(-7n, 1n, 2n)]).to.deep.equal([-4n, -3n]);
  });

  it("enclose the exact quotient for many numbers", () => {
    for (let a = -50n; a <= 50n; a += 1n) {
      for (let denominator = 1n; denominator <= 13n; denominator += 1n) {
        expect(mulDivDown(a, 3n, denominator) * denominator <= a * 3n).to.equal(true);
        expect((mulDivDown(a, 3n, denominator) + 1n) * denominator > a * 3n).to.equal(true);
        expect(mulDivUp(a, 3n, denominator) * denominator >= a * 3n).to.equal(true);
        expect((mulDivUp(a, 3n, denominator) - 1n) * denominator < a * 3n).to.equal(true);
      }
    }
  });

  it("refuse a denominator that is not positive", () => {
    expect(() => mulDivDown(1n, 1n, 0n)).to.throw(RangeError, "positive denominator");
    expect(() => mulDivUp(1n, 1n, -1n)).to.throw(RangeError, "positive denominator");
  });
});
