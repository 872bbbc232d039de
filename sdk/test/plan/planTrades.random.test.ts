import { expect } from "chai";
import { PLAN_LIMITS } from "../../src/plan/planLimits.ts";
import { planTrades } from "../../src/plan/planTrades.ts";
import { valueOf } from "../../src/plan/valueOf.ts";
import { mulDivDown } from "../../src/units/mulDivDown.ts";
import { mulDivUp } from "../../src/units/mulDivUp.ts";
import { UNIT_SCALE } from "../../src/units/unitScale.ts";
import { WAD } from "../../src/units/wad.ts";
import { randomIndex, shuffled, SUPPLY } from "./randomIndex.ts";
import type { PlannedLeg } from "../../src/plan/plan.ts";
import type { PlanInputs } from "../../src/plan/planTrades.ts";

const SEEDS = Array.from({ length: 300 }, (_, seed) => BigInt(seed + 1));

function legsOf(inputs: PlanInputs): readonly PlannedLeg[] {
  return planTrades(inputs).trades.flatMap(({ legs }) => legs);
}

describe("planTrades, whatever the index", () => {
  it("trades something in most of the drawn indexes", () => {
    expect(SEEDS.filter((seed) => legsOf(randomIndex(seed)).length > 0).length).to.be.greaterThan(
      250,
    );
  });

  it("crosses no target", () => {
    for (const seed of SEEDS) {
      const inputs = randomIndex(seed);
      for (const { position, side, amount } of legsOf(inputs)) {
        const { units: target, held } = inputs.components.find(
          (candidate) => candidate.position === position,
        )!;
        const room =
          side === "sell"
            ? held - mulDivUp(target, SUPPLY, UNIT_SCALE)
            : mulDivDown(target, SUPPLY, UNIT_SCALE) - held;
        expect(amount > 0n && amount <= room, `seed ${seed} position ${position}`).to.equal(true);
      }
    }
  });

  it("spends no more USDC than is there above its target, at any point", () => {
    for (const seed of SEEDS) {
      const inputs = randomIndex(seed);
      let room = inputs.usdc.held - mulDivUp(inputs.usdc.units, SUPPLY, UNIT_SCALE);
      for (const { side, usdc } of legsOf(inputs)) {
        room += side === "sell" ? usdc : -usdc;
        if (side === "buy") expect(room >= 0n, `seed ${seed}`).to.equal(true);
      }
    }
  });

  it("gives the same plan for the same inputs in any order", () => {
    for (const seed of SEEDS)
      expect(planTrades(shuffled(randomIndex(seed), seed + 7n)), `seed ${seed}`).to.deep.equal(
        planTrades(randomIndex(seed)),
      );
  });

  it("trades nothing under the minimum but leavers, nor within tolerance but to fund purchases", () => {
    for (const seed of SEEDS) {
      const inputs = randomIndex(seed);
      for (const { position, side, value, reason } of legsOf(inputs)) {
        if (reason === "leaves") continue;
        const {
          units: target,
          held,
          price,
        } = inputs.components.find((candidate) => candidate.position === position)!;
        const goal = mulDivDown(target, SUPPLY, UNIT_SCALE);
        const off = valueOf(side === "sell" ? held - goal : goal - held, price!);
        const ofNav = mulDivDown(inputs.nav, PLAN_LIMITS.toleranceOfNav, WAD);
        if (side === "buy" && held === 0n) {
          expect(off * 2n >= ofNav, `seed ${seed} position ${position} entry`).to.equal(true);
          continue;
        }
        // A purchase that was worth it is cut to what can be paid for, to half the minimum at most.
        expect(
          (side === "buy" ? value * 2n : value) >= ofNav && off >= ofNav,
          `seed ${seed} position ${position} minimum`,
        ).to.equal(true);
        if (reason === "funds purchases") continue;
        expect(
          off > mulDivDown(valueOf(goal, price!), PLAN_LIMITS.toleranceOfTarget, WAD),
          `seed ${seed} position ${position} tolerance`,
        ).to.equal(true);
      }
    }
  });

  it("sells every leaver that can be sold, and says of every other why not", () => {
    for (const seed of SEEDS) {
      const inputs = randomIndex(seed);
      const plan = planTrades(inputs);
      const sold = new Set(plan.trades.flatMap(({ legs }) => legs).map(({ position }) => position));
      const skipped = new Map(plan.skipped.map(({ position, reason }) => [position, reason]));
      for (const { position, units: target, held } of inputs.components) {
        if (
          target > 0n ||
          held === 0n ||
          sold.has(position) ||
          (inputs.carried >> BigInt(position)) & 1n
        )
          continue;
        expect(skipped.get(position), `seed ${seed} position ${position}`).to.be.oneOf([
          "no good price",
          "may not be sold",
          "no pool that can be read",
          "its pool is past the worst price",
          "over what trades may still lose",
          "dust",
        ]);
      }
    }
  });

  it("never touches what is carried, without a price, or not tradeable", () => {
    for (const seed of SEEDS) {
      const inputs = randomIndex(seed);
      for (const { position, side } of legsOf(inputs)) {
        const { price, sellable, buyable } = inputs.components.find(
          (candidate) => candidate.position === position,
        )!;
        expect(
          [
            (inputs.carried >> BigInt(position)) & 1n,
            price === undefined,
            side === "sell" ? sellable : buyable,
          ],
          `seed ${seed}`,
        ).to.deep.equal([0n, false, true]);
      }
    }
  });

  it("stays within what trades may lose", () => {
    for (const seed of SEEDS) {
      const inputs = randomIndex(seed);
      const lost = legsOf(inputs).reduce((sum, { cost }) => (cost > 0n ? sum + cost : sum), 0n);
      expect(lost <= inputs.lossAvailable, `seed ${seed}`).to.equal(true);
    }
  });

  it("names sides in ascending order, and legs point into them", () => {
    for (const seed of SEEDS) {
      const inputs = randomIndex(seed);
      for (const { sells, buys, legs } of planTrades(inputs).trades) {
        for (const sides of [sells, buys])
          expect(
            sides.every(({ position }, at) => at === 0 || position > sides[at - 1]!.position),
          ).to.equal(true);
        for (const { side, position, sell, buy } of legs) {
          const usdc = BigInt(inputs.usdc.position);
          expect([sells[sell]?.position, buys[buy]?.position]).to.deep.equal(
            side === "sell" ? [BigInt(position), usdc] : [usdc, BigInt(position)],
          );
        }
      }
    }
  });

  it("keeps every trade within its part of the gas cap", () => {
    for (const seed of SEEDS) {
      const limits = { gasCap: 2_000_000n };
      for (const { gas, legs } of planTrades({ ...randomIndex(seed), limits }).trades) {
        expect(gas <= 1_400_000n).to.equal(true);
        expect(legs.length).to.be.within(1, 7);
      }
    }
  });
});
