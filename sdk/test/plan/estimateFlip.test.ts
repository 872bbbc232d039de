import { expect } from "chai";
import { estimateFlip } from "../../src/plan/estimateFlip.ts";
import { formatDecimal } from "../../src/units/formatDecimal.ts";
import { WAD } from "../../src/units/wad.ts";
import { component, SUPPLY, USDC_PRICE } from "./randomIndex.ts";
import type { PlanComponent } from "../../src/plan/chooseLegs.ts";

const DOLLAR = WAD;

function estimate(components: readonly PlanComponent[], usdc = 0n) {
  const worth = components.reduce((sum, { held }) => sum + held, usdc * DOLLAR);
  return estimateFlip({
    components,
    usdc: { position: 0, units: 0n, held: usdc * 10n ** 6n, price: USDC_PRICE },
    carried: 0n,
    supply: SUPPLY,
    nav: worth,
    lossAvailable: 0n,
  });
}

describe("estimateFlip", () => {
  it("says what leaving costs before it starts: fee and impact, whatever the caps on losses", () => {
    const flip = estimate([1, 2].map((position) => component({ position, held: 1_000n * DOLLAR })));
    expect(formatDecimal(flip.cost * 10_000n, 18, 1)).to.equal("39.9"); // 0.3 % and 0.1 %
    expect([flip.legs, flip.trades, flip.gas]).to.deep.equal([2, 1, 560_000n]);
    expect(flip.stays).to.equal(0n);
  });

  it("says how much would not be sold, and costs nothing where all is USDC", () => {
    const stuck = component({ position: 1, held: 1_000n * DOLLAR, pool: undefined });
    const flip = estimate([stuck, component({ position: 2, held: 1_000n * DOLLAR })], 2_000n);
    expect(flip.stays).to.equal(WAD / 4n);
    expect(estimate([], 1_000n)).to.deep.equal({
      cost: 0n,
      stays: 0n,
      legs: 0,
      trades: 0,
      gas: 0n,
    });
  });
});
