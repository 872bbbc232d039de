import { expect } from "chai";
import { estimateFlip } from "../../src/plan/estimateFlip.ts";
import { planTrades } from "../../src/plan/planTrades.ts";
import { UNIT_SCALE } from "../../src/units/unitScale.ts";
import { WAD } from "../../src/units/wad.ts";
import { component, poolAt, SUPPLY, USDC_PRICE } from "./randomIndex.ts";
import type { PlannedLeg } from "../../src/plan/plan.ts";
import type { PlanInputs } from "../../src/plan/planTrades.ts";

const PRICE = 10n ** 36n;
const units = (dollars: bigint): bigint => (dollars * WAD * UNIT_SCALE) / SUPPLY;

/** An index of $100,000, whose minimum trade is $50, with USDC enough for everything. */
function inputsOf(
  components: PlanInputs["components"],
  changes: Partial<PlanInputs> = {},
): PlanInputs {
  return {
    components,
    usdc: { position: 0, units: 0n, held: 10n ** 11n, price: USDC_PRICE },
    carried: 0n,
    supply: SUPPLY,
    nav: 100_000n * WAD,
    lossAvailable: 100_000n * WAD,
    ...changes,
  };
}

function legsOf(
  components: PlanInputs["components"],
  changes: Partial<PlanInputs> = {},
): readonly PlannedLeg[] {
  return planTrades(inputsOf(components, changes)).trades.flatMap(({ legs }) => legs);
}

describe("planTrades, at its bounds", () => {
  it("says of each leg why", () => {
    const legs = legsOf([
      component({ position: 1, held: 1_000n * WAD, units: units(500n) }),
      component({ position: 2, held: 1_000n * WAD, units: units(1_500n) }),
      component({ position: 3, held: 1_000n * WAD }),
    ]);
    expect(legs.map(({ position, side, reason }) => `${position} ${side} ${reason}`)).to.deep.equal(
      ["3 sell leaves", "1 sell above target", "2 buy below target"],
    );
  });

  it("puts the greatest first, and what is worth the same by position, then by pool", () => {
    const [pool, ...otherPools] = ["9", "3", "6"].map((digit) => ({
      ...poolAt(PRICE, 10n ** 24n, true),
      address: `0x${digit.repeat(40)}` as const,
    }));
    const split = component({ position: 4, held: 6_400n * WAD, pool, otherPools });
    const legs = legsOf([
      component({ position: 3, held: 1_000n * WAD }),
      component({ position: 2, held: 1_000n * WAD }),
      component({ position: 1, held: 1_001n * WAD }),
      split,
    ]);
    expect(legs.map(({ position, pool: at }) => `${position} ${at[2]}`)).to.deep.equal([
      "4 3",
      "4 6",
      "4 9",
      "1 0",
      "2 0",
      "3 0",
    ]);
  });

  it("trades at the minimum and not a cent below, and enters from half of it", () => {
    const off = (dollars: bigint, target = 1_000n) =>
      legsOf([component({ position: 1, held: (target - dollars) * WAD, units: units(target) })])
        .length;
    expect([off(50n), off(49n)]).to.deep.equal([0, 0]); // just the tolerance of 5 bps is within it
    const limits = { minimumTradeOfNav: 0n, minimumTrade: 60n * WAD };
    const least = (dollars: bigint) =>
      legsOf([component({ position: 1, held: (1_000n + dollars) * WAD, units: units(1_000n) })], {
        limits,
      }).length;
    expect([least(61n), least(59n)]).to.deep.equal([1, 0]);
    const enters = (dollars: bigint) =>
      legsOf([component({ position: 1, units: units(dollars) })]).length;
    expect([enters(26n), enters(24n)]).to.deep.equal([1, 0]);
  });

  it("gives each trade the USDC that the ones before it leave", () => {
    const held = 100n * 10n ** 6n; // {usdc}
    const plan = planTrades(
      inputsOf(
        [
          component({ position: 1, held: 2_000n * WAD }),
          component({ position: 2, units: units(900n) }),
          component({ position: 3, units: units(800n) }),
        ],
        {
          usdc: { position: 0, units: 0n, held, price: USDC_PRICE },
          limits: { gasCap: 650_000n }, // a leg in each
        },
      ),
    );
    const [sale, first] = plan.trades.map(({ legs }) => legs[0]!);
    expect(plan.trades.map(({ legs }) => legs.length)).to.deep.equal([1, 1, 1]);
    expect(plan.trades.slice(1).map(({ sells }) => sells[0]!.amount)).to.deep.equal([
      held + sale!.usdc,
      held + sale!.usdc - first!.usdc,
    ]);
  });

  it("leaves dust alone, and what is worth nothing", () => {
    const worthless = component({ position: 1, held: 5n, price: 1n, pool: poolAt(1n, WAD, true) });
    const plan = planTrades(
      inputsOf([worthless, component({ position: 2, held: 10n, dust: 10n })]),
    );
    expect(plan.skipped.map(({ reason }) => reason)).to.deep.equal(["dust", "dust"]);
  });

  it("says of a purchase too that its pool takes only a part of it", () => {
    const shallow = component({
      position: 1,
      units: units(10_000n),
      pool: poolAt(PRICE, 50_000n * WAD, true),
    });
    expect(planTrades(inputsOf([shallow])).warnings[0]).to.match(/takes only 3 % of the purchase/);
  });

  it("buys nothing where there is no USDC above its target", () => {
    const wanted = component({ position: 1, units: units(1_000n) });
    const usdc = { position: 0, units: 0n, held: 0n, price: USDC_PRICE };
    const plan = planTrades(inputsOf([wanted], { usdc }));
    expect([plan.trades, plan.skipped.map(({ reason }) => reason)]).to.deep.equal([
      [],
      ["no USDC to pay for it"],
    ]);
  });
});

describe("estimateFlip, at its bounds", () => {
  it("costs nothing where nothing is held, be it that nothing is there at all", () => {
    const nothing = { cost: 0n, stays: 0n, legs: 0, trades: 0, gas: 0n };
    expect(estimateFlip(inputsOf([]))).to.deep.equal(nothing);
    expect(estimateFlip(inputsOf([], { nav: 0n }))).to.deep.equal(nothing);
  });

  it("gives no gain where a pool pays more than the oracle says", () => {
    const rich = component({
      position: 1,
      held: 1_000n * WAD,
      pool: poolAt((PRICE * 11n) / 10n, 10n ** 24n, true),
    });
    expect(estimateFlip(inputsOf([rich])).cost).to.equal(0n);
  });
});
