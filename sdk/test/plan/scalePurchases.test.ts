import { expect } from "chai";
import { quoteSwap } from "../../src/plan/quoteSwap.ts";
import { scalePurchases } from "../../src/plan/scalePurchases.ts";
import { sqrtPriceLimit } from "../../src/plan/sqrtPriceLimit.ts";
import { valueOf } from "../../src/plan/valueOf.ts";
import { WAD } from "../../src/units/wad.ts";
import { seededRandom } from "../rules/seededRandom.ts";
import { component, poolAt, USDC_PRICE } from "./randomIndex.ts";
import type { ChosenLeg } from "../../src/plan/chooseLegs.ts";
import type { Pool } from "../../src/plan/pool.ts";
import type { ScaledPurchases, ScalingInputs } from "../../src/plan/scalePurchases.ts";

const PRICE = 10n ** 36n; // one dollar at 18 decimals
const USDC = 10n ** 6n;

/** A purchase of so many dollars in a pool of `depth` dollars on each side. */
function purchase(
  position: number,
  dollars: bigint,
  depth = 10n ** 6n,
  insisted = false,
): ChosenLeg {
  const pool = poolAt(PRICE, depth * WAD, true);
  const bought = component({ position, pool, insisted });
  return {
    component: { ...bought, price: PRICE },
    pool,
    side: "buy",
    reason: "below target",
    amount: dollars * WAD,
    sqrtPriceLimitX96: sqrtPriceLimit({
      side: "buy",
      tokenIsToken0: true,
      price: PRICE,
      usdcPrice: USDC_PRICE,
      worst: WAD / 2n,
    }),
    value: dollars * WAD,
    whole: dollars * WAD,
  };
}

function scale(purchases: readonly ChosenLeg[], budget: bigint, minimum = 0n): ScaledPurchases {
  return scalePurchases({ purchases, budget, usdcPrice: USDC_PRICE, minimum });
}

/** {usdc} */
function costOf(purchases: readonly ChosenLeg[], part: bigint): bigint {
  return purchases.reduce(
    (sum, leg) => sum + quoteSwap({ ...leg, amount: (leg.amount * part) / WAD }).usdc,
    0n,
  );
}

/** The same by asking at every halving, and by dropping one purchase after another from all of them on. */
function plainly({ purchases, budget, minimum }: ScalingInputs): Omit<ScaledPurchases, "missing"> {
  for (let count = purchases.length; count > 0 && budget > 0n; count -= 1) {
    const kept = purchases.slice(0, count);
    let [low, high] = [0n, WAD];
    for (let step = 0; step < 40; step += 1) {
      const middle = (low + high) / 2n;
      if (costOf(kept, middle) <= budget) low = middle;
      else high = middle;
    }
    const part = costOf(kept, WAD) <= budget ? WAD : low;
    const scaled = kept.map((leg) => {
      const amount = (leg.amount * part) / WAD;
      return { ...leg, amount, value: valueOf(amount, PRICE) };
    });
    const smallest = scaled.at(-1)!;
    const worthwhile =
      part === WAD || smallest.component.insisted === true || smallest.value * 2n >= minimum;
    if (worthwhile && smallest.amount > 0n)
      return { purchases: scaled, unpaid: purchases.slice(count), scale: part };
  }
  return { purchases: [], unpaid: purchases, scale: 0n };
}

/** The same legs, counting how often their pools are asked. */
function counted(legs: readonly ChosenLeg[]): { legs: ChosenLeg[]; asked: () => number } {
  let count = 0;
  const watched = legs.map((leg): ChosenLeg => {
    const pool: Pool = new Proxy(leg.pool, {
      get: (target, key) => {
        if (key === "fee") count += 1;
        return target[key as keyof Pool];
      },
    });
    return { ...leg, pool };
  });
  return { legs: watched, asked: () => count / legs.length };
}

describe("scalePurchases", () => {
  const three = [purchase(1, 6_000n), purchase(2, 3_000n), purchase(3, 1_000n)];
  const whole = costOf(three, WAD);

  it("leaves all as they are where the budget just pays for them", () => {
    for (const budget of [whole, whole + 1n, 10n * whole])
      expect(scale(three, budget, 10n ** 30n)).to.deep.equal({
        purchases: three,
        unpaid: [],
        scale: WAD,
        missing: 0n,
      });
  });

  it("cuts all by one part, the greatest that the budget pays for, and says what lacks", () => {
    for (const budget of [whole - 1n, whole / 2n, whole / 3n, 1_000n * USDC, USDC]) {
      const { purchases, unpaid, scale: part, missing } = scale(three, budget);
      expect([unpaid, missing]).to.deep.equal([[], whole - budget]);
      expect(costOf(three, part) <= budget).to.equal(true);
      expect(costOf(three, part + WAD / 2n ** 40n + 1n) > budget).to.equal(true);
      expect(purchases.map(({ amount }) => amount)).to.deep.equal(
        three.map(({ amount }) => (amount * part) / WAD),
      );
      expect(purchases.map(({ value, amount }) => value === amount)).to.not.include(false);
    }
  });

  it("buys nothing without a budget, or where there is nothing to buy", () => {
    for (const budget of [0n, -USDC])
      expect(scale(three, budget)).to.deep.equal({
        purchases: [],
        unpaid: three,
        scale: 0n,
        missing: whole - budget,
      });
    expect(scale([], USDC)).to.deep.equal({ purchases: [], unpaid: [], scale: 0n, missing: 0n });
    const crumbs = [purchase(1, 0n)].map((leg) => ({ ...leg, amount: 1n }));
    const { unpaid } = scale([...three, ...crumbs], whole / 2n);
    expect(unpaid).to.deep.equal(crumbs);
  });

  it("lets the smallest wait where its cut would be under half of the minimum", () => {
    const half = costOf(three, WAD / 2n);
    const cut = (minimum: bigint): readonly (readonly number[])[] => {
      const { purchases, unpaid } = scale(three, half, minimum);
      return [purchases, unpaid].map((legs) => legs.map(({ component: { position } }) => position));
    };
    // The smallest is cut to $500, or a little less.
    expect(cut(990n * WAD)).to.deep.equal([[1, 2, 3], []]);
    expect(cut(1_010n * WAD)).to.deep.equal([[1, 2], [3]]);
    expect(cut(9_000n * WAD)).to.deep.equal([[1], [2, 3]]);
    expect(cut(20_000n * WAD)).to.deep.equal([[], [1, 2, 3]]);
    const { value } = scale(three, half).purchases[2]!;
    expect(cut(value * 2n)[1]).to.deep.equal([]);
    expect(cut(value * 2n + 1n)[1]).to.deep.equal([3]);
  });

  it("keeps what the vault insists on, however small its cut", () => {
    const insisted = [...three.slice(0, 2), purchase(3, 1_000n, 10n ** 6n, true)];
    const { purchases, unpaid } = scale(insisted, whole / 2n, 1_100n * WAD);
    expect([purchases.length, unpaid]).to.deep.equal([3, []]);
  });

  it("gives what asking at every halving gives, for many purchases, pools and budgets", () => {
    const random = seededRandom(41n);
    for (let run = 0; run < 120; run += 1) {
      const count = 1 + Number(random(6n));
      const purchases = Array.from({ length: count }, (_, at) =>
        purchase(at + 1, 1n + random(20_000n), 10n ** (6n + random(2n))),
      ).sort((a, b) => (a.value > b.value ? -1 : a.value < b.value ? 1 : 0));
      const budget = (costOf(purchases, WAD) * (1n + random(1_300n))) / 1_000n;
      const inputs = {
        purchases,
        budget,
        usdcPrice: USDC_PRICE,
        minimum: random(3n) * random(3_000n) * WAD,
      };
      const { missing, ...scaled } = scalePurchases(inputs);
      expect(scaled, `run ${run}`).to.deep.equal(plainly(inputs));
      const lacks = costOf(purchases, WAD) - budget;
      expect(missing, `run ${run}`).to.equal(lacks > 0n ? lacks : 0n);
    }
  });

  it("asks each pool some seventeen times in the mean, instead of at all forty halvings", () => {
    const random = seededRandom(43n);
    let total = 0;
    for (let run = 0; run < 60; run += 1) {
      const purchases = Array.from({ length: 5 }, (_, at) =>
        purchase(at + 1, 1_000n + random(5_000n), 10n ** (6n + random(2n))),
      );
      const { legs, asked } = counted(purchases);
      scale(legs, (costOf(purchases, WAD) * (100n + random(890n))) / 1_000n);
      total += asked();
      expect(asked(), `run ${run}`).to.be.at.most(28);
    }
    expect(total / 60).to.be.at.most(17.4);
    const { legs, asked } = counted(three);
    scale(legs, whole);
    expect(asked()).to.equal(2);
  });

  it("leaves out at once what an equal cut makes too small, fees aside", () => {
    const many = Array.from({ length: 30 }, (_, at) => purchase(at + 1, 1_000n - BigInt(at)));
    const { legs, asked } = counted(many);
    const { purchases } = scale(legs, 3_000n * USDC, 1_000n * WAD);
    expect(purchases.length).to.equal(5);
    expect(asked()).to.be.at.most(3.4);
  });
});
