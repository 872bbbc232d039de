import { expect } from "chai";
import { planTrades } from "../../src/plan/planTrades.ts";
import { PLAN_LIMITS } from "../../src/plan/planLimits.ts";
import { quoteSwap } from "../../src/plan/quoteSwap.ts";
import { valueOf } from "../../src/plan/valueOf.ts";
import { UNIT_SCALE } from "../../src/units/unitScale.ts";
import { WAD } from "../../src/units/wad.ts";
import { seededRandom } from "../rules/seededRandom.ts";
import { component, poolAt, randomIndex, SUPPLY, USDC_PRICE } from "./randomIndex.ts";

const SEEDS = Array.from({ length: 200 }, (_, at) => BigInt(at + 1_000));
const DOLLAR = WAD;

describe("planTrades, for many random indexes", () => {
  it("never trades inside the band but to fund purchases, to enter or to leave", () => {
    for (const seed of SEEDS) {
      const inputs = randomIndex(seed);
      const floor = (inputs.nav * PLAN_LIMITS.toleranceOfNav) / WAD;
      for (const { position, reason, side } of planTrades(inputs).trades.flatMap(
        ({ legs }) => legs,
      )) {
        if (reason === "leaves" || reason === "funds purchases") continue;
        const { units, held, price, dust } = inputs.components.find(
          (one) => one.position === position,
        )!;
        const target = (units * SUPPLY) / UNIT_SCALE;
        const gap = valueOf(held > target ? held - target : target - held, price ?? 0n);
        const ofTarget = (valueOf(target, price ?? 0n) * PLAN_LIMITS.toleranceOfTarget) / WAD;
        const enters = side === "buy" && held <= dust; // half of the minimum is enough
        expect(
          enters ? gap * 2n + 1n >= floor : gap + 1n >= floor && gap + 1n >= ofTarget,
          `seed ${seed}, position ${position}`,
        ).to.equal(true);
      }
    }
  });

  it("never crosses a target, whatever is planned after what was traded", () => {
    for (const seed of SEEDS) {
      const inputs = randomIndex(seed);
      for (const leg of planTrades(inputs).trades.flatMap(({ legs }) => legs)) {
        const { units, held } = inputs.components.find((one) => one.position === leg.position)!;
        const target = units * SUPPLY;
        const after = (leg.side === "sell" ? held - leg.amount : held + leg.amount) * UNIT_SCALE;
        expect(leg.side === "sell" ? after + UNIT_SCALE > target : after <= target).to.equal(true);
      }
    }
  });

  it("gives every leg a reason and every trade less gas than 70 % of the cap", () => {
    for (const seed of SEEDS)
      for (const { legs, gas } of planTrades(randomIndex(seed)).trades) {
        expect(gas * 10n <= PLAN_LIMITS.gasCap * 7n).to.equal(true);
        for (const { reason } of legs)
          expect(["leaves", "above target", "funds purchases", "below target"]).to.include(reason);
      }
  });

  it("buys within 2 % of what the best split of the money would buy", () => {
    const random = seededRandom(77n);
    for (let run = 0; run < 60; run += 1) {
      const wanted = [1, 2].map((position) => {
        const dollars = 2_000n + random(20_000n);
        const depth = 10n ** (6n + random(2n)) * (1n + random(9n)) * DOLLAR;
        return component({
          position,
          units: (dollars * DOLLAR * UNIT_SCALE) / SUPPLY,
          pool: poolAt(10n ** 36n, depth, true),
        });
      });
      const budget = (2_000n + random(10_000n)) * 10n ** 6n; // {usdc}
      const legs = planTrades({
        components: wanted,
        usdc: { position: 0, units: 0n, held: budget, price: USDC_PRICE },
        carried: 0n,
        supply: SUPPLY,
        nav: valueOf(budget, USDC_PRICE),
        lossAvailable: 10n ** 30n,
      }).trades.flatMap((trade) => trade.legs);
      const bought = legs.reduce((sum, { value }) => sum + value, 0n);
      let best = 0n;
      for (let part = 0n; part <= 50n; part += 1n) {
        const money = [(budget * part) / 50n, (budget * (50n - part)) / 50n];
        const value = wanted.reduce((sum, { pool, units }, at) => {
          const most = (units * SUPPLY) / UNIT_SCALE;
          return sum + boughtFor(money[at]!, most, pool!);
        }, 0n);
        if (value > best) best = value;
      }
      expect(bought * 100n >= best * 98n, `run ${run}`).to.equal(true);
    }
  });
});

/** D18{usd} at a price of one: the most of a component that the money buys, up to `most`, by halving. */
function boughtFor(money: bigint, most: bigint, pool: ReturnType<typeof poolAt>): bigint {
  let [low, high] = [0n, most + 1n];
  while (high - low > 10n ** 12n) {
    const amount = (low + high) / 2n;
    const sqrtPriceLimitX96 = pool.sqrtPriceX96 * 4n;
    const { usdc } = quoteSwap({ pool, side: "buy", amount, sqrtPriceLimitX96 });
    if (usdc <= money) low = amount;
    else high = amount;
  }
  return low;
}
