import { expect } from "chai";

import { growSupply } from "../../src/fees/growSupply.ts";

const RATE = 965_855_132n; // D18{1/s}: three per cent a year
const YEAR = 365n * 24n * 3_600n; // {s}
const SUPPLY = 10n ** 36n; // {share}

describe("growSupply", () => {
  it("grows by 1 / 0.97 in a year, never by more", () => {
    const grown = growSupply(SUPPLY, RATE, YEAR);
    const exact = (SUPPLY * 100n) / 97n;
    expect(grown <= exact && (exact - grown) * 10n ** 9n < SUPPLY, `${grown}`).to.equal(true);
  });

  it("F-3 gives the same whatever the number of accruals, to a wei each, in the holders' favour", () => {
    for (const parts of [2n, 7n, 97n]) {
      let supply = SUPPLY;
      for (let part = 0n; part < parts; part += 1n) {
        supply = growSupply(supply, RATE, ((part + 1n) * YEAR) / parts - (part * YEAR) / parts);
      }
      const once = growSupply(SUPPLY, RATE, YEAR);
      expect(supply <= once && once - supply <= parts * 2n, `${once - supply}`).to.equal(true);
    }
  });

  it("F-3 works in the year 2100, and counts a hundred years at most", () => {
    expect(growSupply(SUPPLY, RATE, 74n * YEAR) > 9n * SUPPLY).to.equal(true);
    expect(growSupply(SUPPLY, RATE, 10n ** 12n)).to.equal(growSupply(SUPPLY, RATE, 100n * YEAR));
  });

  it("stays as it is without a rate, and without time", () => {
    expect(growSupply(7n, 0n, YEAR)).to.equal(7n);
    expect(growSupply(7n, RATE, 0n)).to.equal(7n);
    expect(growSupply(7n, RATE, -1n)).to.equal(7n);
  });
});
