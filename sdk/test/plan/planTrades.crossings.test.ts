import { expect } from "chai";
import { planTrades } from "../../src/plan/planTrades.ts";
import { PLAN_LIMITS } from "../../src/plan/planLimits.ts";
import { mulDivDown } from "../../src/units/mulDivDown.ts";
import { WAD } from "../../src/units/wad.ts";
import { component, poolAt, SUPPLY, USDC_PRICE } from "./randomIndex.ts";
import type { Plan } from "../../src/plan/plan.ts";

const COUNT = 10;
const SALE = 1_200n * WAD; // {tok} at a dollar: moves a pool of $1,000,000 by 23 ticks
const DEPTH = 10n ** 24n; // {uoa}
const CROSSINGS = 23;

/** Sells all of ten components, each in a pool with this many initialized ticks below its price. */
function planWith(marks: number): Plan {
  const components = Array.from({ length: COUNT }, (_, at) => {
    const pool = poolAt(WAD * 10n ** 18n, DEPTH, true);
    const ticks = Array.from({ length: marks }, (_mark, below) => ({
      tick: pool.tick - marks + below,
      liquidityNet: 0n,
    }));
    return component({
      position: at + 1,
      held: SALE,
      pool: { ...pool, fee: 100n, tickSpacing: 1, ticks },
    });
  });
  return planTrades({
    components,
    usdc: { position: 0, units: 0n, held: 0n, price: USDC_PRICE },
    carried: 0n,
    supply: SUPPLY,
    nav: 12_000n * WAD,
    lossAvailable: 12_000n * WAD,
  });
}

describe("planTrades, in pools with many ticks", () => {
  const share = mulDivDown(PLAN_LIMITS.gasCap, PLAN_LIMITS.gasShare, WAD);

  it("makes one trade of legs that cross no tick", () => {
    expect(planWith(0).trades.map(({ legs }) => legs.length)).to.deep.equal([COUNT]);
  });

  it("counts the gas of crossings, and makes as many trades as they need", () => {
    const { trades, skipped } = planWith(60);
    expect(trades.map(({ legs }) => legs.length)).to.deep.equal([7, 3]);
    expect(skipped).to.deep.equal([]);
    for (const { gas, legs } of trades) {
      const plain = PLAN_LIMITS.gasPerTrade + PLAN_LIMITS.gasPerLeg * BigInt(legs.length);
      expect(gas <= share).to.equal(true);
      expect(gas - plain >= 55_000n * BigInt(legs.length * CROSSINGS)).to.equal(true);
    }
  });
});
