import { expect } from "chai";
import { PLAN_LIMITS } from "../../src/plan/planLimits.ts";
import { planTrades } from "../../src/plan/planTrades.ts";
import { quoteSwap } from "../../src/plan/quoteSwap.ts";
import { valueOf } from "../../src/plan/valueOf.ts";
import { mulDivDown } from "../../src/units/mulDivDown.ts";
import { mulDivUp } from "../../src/units/mulDivUp.ts";
import { UNIT_SCALE } from "../../src/units/unitScale.ts";
import { WAD } from "../../src/units/wad.ts";
import { component, poolAt, randomIndex, shuffled, SUPPLY, USDC_PRICE } from "./randomIndex.ts";
import type { PlannedLeg } from "../../src/plan/plan.ts";
import type { PlanInputs } from "../../src/plan/planTrades.ts";

const SEEDS = Array.from({ length: 300 }, (_, seed) => BigInt(seed + 1));
const DOLLAR = 10n ** 18n; // {tok} of a component of 18 decimals at $1
/** D36{tok/share} Units of so many dollars. */
const units = (dollars: bigint): bigint => (dollars * DOLLAR * UNIT_SCALE) / SUPPLY;

function legsOf(inputs: PlanInputs): readonly PlannedLeg[] {
  return planTrades(inputs).trades.flatMap(({ legs }) => legs);
}

/** USDC of 6 decimals, no target. */
function withUsdc(
  dollars: bigint,
  components: PlanInputs["components"],
  changes: Partial<PlanInputs> = {},
): PlanInputs {
  const nav = components.reduce(
    (sum, { held, price }) => sum + valueOf(held, price ?? 0n),
    dollars * WAD,
  );
  return {
    components,
    usdc: { position: 0, units: 0n, held: dollars * 10n ** 6n, price: USDC_PRICE },
    carried: 0n,
    supply: SUPPLY,
    nav,
    lossAvailable: nav,
    ...changes,
  };
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

describe("planTrades", () => {
  it("sells first and lets the sales pay for the purchases", () => {
    const plan = planTrades(
      withUsdc(0n, [
        component({ position: 1, held: 1_000n * DOLLAR }),
        component({ position: 2, units: units(1_000n) }),
      ]),
    );
    expect(plan.trades.length).to.equal(1);
    expect(plan.trades[0]!.legs.map(({ side, reason }) => `${side} ${reason}`)).to.deep.equal([
      "sell leaves",
      "buy below target",
    ]);
    expect(plan.trades[0]!.sells.map(({ position }) => position)).to.deep.equal([0n, 1n]);
    expect(plan.trades[0]!.buys.map(({ position }) => position)).to.deep.equal([0n, 2n]);
  });

  it("cuts all purchases by the same part, and leaves no more USDC than the reserve", () => {
    const inputs = withUsdc(
      10_000n,
      [1, 2, 3].map((position) => component({ position, units: units(BigInt(position) * 2_000n) })),
    );
    const legs = legsOf(inputs);
    const parts = legs.map(
      ({ position, amount }) => (amount * 10_000n) / (BigInt(position) * 2_000n * DOLLAR),
    );
    const spent = legs.reduce((sum, { usdc }) => sum + usdc, 0n);
    expect(new Set(parts).size).to.equal(parts.length > 0 ? 1 : 0);
    expect(legs.length).to.equal(3);
    expect(
      inputs.usdc.held - spent < 10n ** 6n * 2n && inputs.usdc.held - spent >= 10n ** 6n,
    ).to.equal(true); // 1 bps of $10,000
  });

  it("buys the greatest where the money would only do for crumbs of each", () => {
    const components = Array.from({ length: 50 }, (_, at) =>
      component({ position: at + 1, held: 900n * DOLLAR, units: units(1_000n + BigInt(at)) }),
    );
    const plan = planTrades(withUsdc(400n, components));
    const legs = plan.trades.flatMap((trade) => trade.legs);
    expect(legs.length).to.be.within(5, 35);
    expect(legs.every(({ value }) => value >= 11n * WAD)).to.equal(true); // half of 5 bps of $45,400
    expect(plan.skipped.some(({ reason }) => reason === "no USDC to pay for it")).to.equal(true);
  });

  it("sells within tolerance only as much as purchases lack", () => {
    const above = [1, 2, 3].map((position) =>
      component({
        position,
        held: 10_000n * DOLLAR + BigInt(position) * 40n * DOLLAR,
        units: units(10_000n),
      }),
    );
    const entrant = component({ position: 4, units: units(150n) });
    const legs = legsOf(withUsdc(0n, [...above, entrant]));
    expect(legs.map(({ position, reason }) => `${position} ${reason}`)).to.deep.equal([
      "3 funds purchases",
      "2 funds purchases",
      "4 below target",
    ]);
    expect(legsOf(withUsdc(0n, above))).to.deep.equal([]);
    expect(legsOf(withUsdc(152n, [...above, entrant])).map(({ reason }) => reason)).to.deep.equal([
      "below target",
    ]);
  });

  it("holds USDC at its target", () => {
    const inputs = withUsdc(1_000n, [component({ position: 1, units: units(1_000n) })]);
    const usdc = { ...inputs.usdc, units: (600n * 10n ** 6n * UNIT_SCALE) / SUPPLY };
    const [leg] = legsOf({ ...inputs, usdc });
    expect(leg!.usdc <= 400_000_000n && leg!.usdc > 399_900_000n).to.equal(true);
  });

  it("takes from a shallow pool only what there is before the worst price", () => {
    const shallow = component({
      position: 1,
      held: 10_000n * DOLLAR,
      pool: poolAt(10n ** 36n, 50_000n * WAD, false),
    });
    const plan = planTrades(withUsdc(0n, [shallow]));
    const [leg] = plan.trades[0]!.legs;
    const end = quoteSwap({
      pool: shallow.pool!,
      side: "sell",
      amount: 10_000n * DOLLAR,
      sqrtPriceLimitX96: leg!.sqrtPriceLimitX96,
    });
    expect(leg!.amount < 400n * DOLLAR).to.equal(true);
    expect(end.sqrtPriceX96).to.equal(leg!.sqrtPriceLimitX96);
    expect(plan.warnings[0]).to.match(/takes only 3 % of the sale before the worst price/);
  });

  it("leaves a pool alone that is past the worst price already", () => {
    const off = component({
      position: 1,
      held: 1_000n * DOLLAR,
      pool: poolAt((10n ** 36n * 98n) / 100n, 10n ** 24n, true),
    });
    const plan = planTrades(withUsdc(0n, [off]));
    expect(plan.trades).to.deep.equal([]);
    expect(plan.skipped.map(({ reason }) => reason)).to.deep.equal([
      "its pool is past the worst price",
    ]);
  });

  it("trades however little the vault insists on", () => {
    const small = component({ position: 1, held: 10n * DOLLAR, units: units(9n) });
    const others = component({ position: 2, held: 100_000n * DOLLAR, units: units(100_000n) });
    expect(legsOf(withUsdc(0n, [small, others]))).to.deep.equal([]);
    expect(legsOf(withUsdc(0n, [{ ...small, insisted: true }, others])).length).to.equal(1);
  });

  it("buys what enters at the rules' floor, and nothing more of it that is as small", () => {
    const others = component({ position: 2, held: 99_960n * DOLLAR, units: units(99_960n) });
    const enters = component({ position: 1, units: units(40n) }); // 4 of 5 bps
    expect(legsOf(withUsdc(40n, [enters, others])).map(({ position }) => position)).to.deep.equal([
      1,
    ]);
    const held = { ...enters, held: 10n * DOLLAR, units: units(49n) };
    expect(legsOf(withUsdc(40n, [held, others]))).to.deep.equal([]);
    const crumb = { ...enters, units: units(20n) };
    expect(legsOf(withUsdc(40n, [crumb, others]))).to.deep.equal([]);
  });

  it("passes over what is blocked, with the reason", () => {
    const plan = planTrades(
      withUsdc(0n, [component({ position: 1, held: DOLLAR, blocked: "its leg failed" })]),
    );
    expect(plan.trades).to.deep.equal([]);
    expect(plan.skipped).to.deep.equal([
      {
        token: "0x0000000000000000000000000000000000000001",
        position: 1,
        side: "sell",
        value: WAD,
        reason: "its leg failed",
      },
    ]);
  });

  it("stops where the loss budget ends", () => {
    const leavers = [1, 2, 3].map((position) => component({ position, held: 1_000n * DOLLAR }));
    const plan = planTrades(withUsdc(0n, leavers, { lossAvailable: 8n * WAD })); // each costs some 4
    expect(plan.trades[0]!.legs.length).to.equal(2);
    expect(plan.skipped.map(({ reason }) => reason)).to.deep.equal([
      "over what trades may still lose",
    ]);
  });

  it("warns of an index that is too small for its names", () => {
    const plan = planTrades(withUsdc(100_000n, [component({ position: 1, units: units(10n) })]));
    expect(plan.warnings).to.deep.equal([
      "NAV is small for this many names: 1 targets are under the minimum trade",
    ]);
  });
});
