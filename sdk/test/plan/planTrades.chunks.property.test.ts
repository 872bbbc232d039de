import { expect } from "chai";
import { WAITS_FOR_REFILL } from "../../src/plan/limitChunks.ts";
import { PLAN_LIMITS } from "../../src/plan/planLimits.ts";
import { OVER_LOSS, planTrades, SMALLER_CHUNKS } from "../../src/plan/planTrades.ts";
import { valueOf } from "../../src/plan/valueOf.ts";
import { mulDivDown } from "../../src/units/mulDivDown.ts";
import { mulDivUp } from "../../src/units/mulDivUp.ts";
import { UNIT_SCALE } from "../../src/units/unitScale.ts";
import { WAD } from "../../src/units/wad.ts";
import { component, poolAt, randomIndex, shuffled, SUPPLY, USDC_PRICE } from "./randomIndex.ts";
import type { Plan } from "../../src/plan/plan.ts";
import type { PlanInputs } from "../../src/plan/planTrades.ts";

const SEEDS = Array.from({ length: 150 }, (_, at) => BigInt(at + 5_000));
const PRICE = 10n ** 36n; // one dollar at 18 decimals

/** Gas of a leg from a cent to a hundred dollars, and in every other index little to lose. */
function chunked(seed: bigint): PlanInputs {
  const inputs = randomIndex(seed);
  const gas = 10n ** (16n + (seed % 5n));
  const lossAvailable = seed % 2n === 0n ? inputs.nav / 2_000n : inputs.lossAvailable;
  return { ...inputs, lossAvailable, chunks: { gas, drained: new Set() } };
}

const legsOf = (plan: Plan) => plan.trades.flatMap(({ legs }) => legs);
const lossOf = (plan: Plan) =>
  legsOf(plan).reduce((sum, { cost }) => (cost > 0n ? sum + cost : sum), 0n);

describe("planTrades in chunks, whatever the index", () => {
  it("crosses no target and stays under the gas cap and within what trades may lose", () => {
    let waiting = 0;
    for (const seed of SEEDS) {
      const inputs = chunked(seed);
      const plan = planTrades(inputs);
      if (plan.skipped.some(({ reason }) => reason === WAITS_FOR_REFILL)) waiting += 1;
      expect(lossOf(plan) <= inputs.lossAvailable, `seed ${seed}`).to.equal(true);
      for (const { gas } of plan.trades)
        expect(gas * 10n <= PLAN_LIMITS.gasCap * 7n).to.equal(true);
      for (const { position, side, amount } of legsOf(plan)) {
        const { units, held } = inputs.components.find((one) => one.position === position)!;
        const room =
          side === "sell"
            ? held - mulDivUp(units, SUPPLY, UNIT_SCALE)
            : mulDivDown(units, SUPPLY, UNIT_SCALE) - held;
        expect(amount > 0n && amount <= room, `seed ${seed} position ${position}`).to.equal(true);
      }
    }
    expect(waiting).to.be.greaterThan(50);
  });

  it("trades nothing inside the band, and no chunk under the minimum but what leaves", () => {
    for (const seed of SEEDS) {
      const inputs = chunked(seed);
      const minimum = mulDivDown(inputs.nav, PLAN_LIMITS.minimumTradeOfNav, WAD);
      for (const { position, side, value, reason } of legsOf(planTrades(inputs))) {
        if (reason === "leaves" || reason === "funds purchases") continue;
        const { units, held, price } = inputs.components.find((one) => one.position === position)!;
        const goal = mulDivDown(units, SUPPLY, UNIT_SCALE);
        const off = valueOf(side === "sell" ? held - goal : goal - held, price!);
        const enters = side === "buy" && held === 0n;
        expect(off * 2n >= minimum && (enters || off >= minimum), `seed ${seed}`).to.equal(true);
        expect(value * 2n >= minimum, `seed ${seed} position ${position}`).to.equal(true);
      }
    }
  });

  it("gives the same plan for the same inputs in any order", () => {
    for (const seed of SEEDS)
      expect(planTrades(shuffled(chunked(seed), seed + 7n)), `seed ${seed}`).to.deep.equal(
        planTrades(chunked(seed)),
      );
  });

  it("ends where it ends at once: chunk by chunk nothing is left, and it costs no more", () => {
    for (const seed of SEEDS.slice(0, 40)) {
      const inputs = { ...chunked(seed), lossAvailable: 10n ** 40n };
      const soldAtOnce = legsOf(planTrades({ ...inputs, chunks: undefined })).filter(
        ({ reason }) => reason === "leaves",
      );
      for (const whole of soldAtOnce) {
        const one = inputs.components.find(({ position }) => position === whole.position)!;
        if (whole.amount < one.held) continue; // its pool takes only a part
        const alone = { ...inputs, components: [one] };
        let [left, cost] = [one.held, 0n];
        for (let count = 0; left > one.dust && count < 10_000; count += 1) {
          const [leg] = legsOf(planTrades({ ...alone, components: [{ ...one, held: left }] }));
          if (leg === undefined) break;
          left -= leg.amount;
          cost += leg.cost;
        }
        expect(valueOf(left, one.price!) * 1_000n < inputs.nav, `seed ${seed}`).to.equal(true);
        expect(cost <= whole.cost + 10n ** 15n, `seed ${seed}`).to.equal(true);
      }
    }
  });
});

describe("planTrades in chunks that the budget asks for", () => {
  const pool = poolAt(PRICE, 10n ** 6n * WAD, true);
  const leaver = component({ position: 1, held: 5_000n * WAD, pool });
  const plan = (lossAvailable: bigint, drained: readonly `0x${string}`[] = []): Plan =>
    planOf(leaver, lossAvailable, drained);
  const planOf = (
    one: typeof leaver,
    lossAvailable: bigint,
    drained: readonly `0x${string}`[] = [],
  ): Plan =>
    planTrades({
      components: [one],
      usdc: { position: 0, units: 0n, held: 0n, price: USDC_PRICE },
      carried: 0n,
      supply: SUPPLY,
      nav: 100_000n * WAD,
      lossAvailable,
      chunks: { gas: WAD / 2n, drained: new Set(drained) },
    });
  const soldFor = (lossAvailable: bigint): bigint =>
    legsOf(plan(lossAvailable)).reduce((sum, { value }) => sum + value, 0n) / WAD;

  it("are as large as impact and gas ask for while trades may lose that", () => {
    expect(soldFor(100n * WAD)).to.equal(714n); // seven of near the root of a million times half a dollar, $2.7 each
    expect(soldFor(3n * WAD)).to.equal(714n);
  });

  it("are a half, a quarter, an eighth of it where trades may lose no more", () => {
    expect(soldFor(2n * WAD)).to.equal(357n);
    expect(soldFor(WAD)).to.equal(178n);
    expect(soldFor(WAD / 3n)).to.equal(87n);
    expect(plan(2n * WAD).skipped.map(({ reason }) => reason)).to.deep.equal([WAITS_FOR_REFILL]);
  });

  it("are small from the start where larger ones would use it up on the way, and all of the way is made", () => {
    for (const dollars of [17n, 18n, 20n, 30n]) {
      const sizes: bigint[] = [];
      let [left, budget] = [leaver.held, dollars * WAD];
      while (left > 0n && sizes.length < 100) {
        const [leg] = legsOf(planOf({ ...leaver, held: left }, budget));
        if (leg === undefined) break;
        left -= leg.amount;
        budget -= leg.cost;
        sizes.push(leg.amount / WAD);
      }
      expect(left, `${dollars} dollars`).to.equal(0n);
      expect(sizes[0]).to.equal(dollars < 19n ? 357n : 714n); // in chunks of $714 it costs $18.6, of $357 $16.9
    }
  });

  it("say so where they are smaller, and nothing where they are not", () => {
    expect(plan(17n * WAD).warnings).to.deep.equal([SMALLER_CHUNKS]);
    expect(plan(30n * WAD).warnings).to.deep.equal([]);
  });

  it("are none where even an eighth costs too much, or the pool does not refill", () => {
    expect(soldFor(WAD / 5n)).to.equal(0n);
    expect(plan(WAD / 5n).skipped.map(({ reason }) => reason)).to.include(OVER_LOSS);
    const drained = plan(2n * WAD, [pool.address]);
    expect(drained.trades).to.deep.equal([]);
    expect(drained.skipped.map(({ reason }) => reason)).to.deep.equal([OVER_LOSS]);
  });
});
