import { expect } from "chai";
import { planTrades } from "../../src/plan/planTrades.ts";
import { quoteSwap } from "../../src/plan/quoteSwap.ts";
import { valueOf } from "../../src/plan/valueOf.ts";
import { UNIT_SCALE } from "../../src/units/unitScale.ts";
import { WAD } from "../../src/units/wad.ts";
import { component, poolAt, SUPPLY, USDC_PRICE } from "./randomIndex.ts";
import type { PlannedLeg } from "../../src/plan/plan.ts";
import type { PlanInputs } from "../../src/plan/planTrades.ts";

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

  it("names the sides of a trade: what is sold, what is bought, and USDC where it passes through", () => {
    const sale = component({ position: 2, held: 1_000n * DOLLAR });
    const purchase = component({ position: 3, units: units(900n) });
    const sold = planTrades(withUsdc(50n, [sale])).trades[0]!;
    expect([sold.sells, sold.buys]).to.deep.equal([
      [{ position: 2n, amount: 1_000n * DOLLAR }],
      [{ position: 0n, amount: 2n ** 256n - 1n }],
    ]);
    expect(sold.legs.map(({ exactOutput, sell, buy }) => [exactOutput, sell, buy])).to.deep.equal([
      [false, 0, 0],
    ]);
    const bought = planTrades(withUsdc(1_000n, [purchase])).trades[0]!;
    expect([bought.sells, bought.buys]).to.deep.equal([
      [{ position: 0n, amount: 1_000n * 10n ** 6n }],
      [{ position: 3n, amount: bought.legs[0]!.amount }],
    ]);
    const both = planTrades(withUsdc(50n, [sale, purchase])).trades[0]!;
    expect(both.sells).to.deep.equal([
      { position: 0n, amount: 50n * 10n ** 6n },
      { position: 2n, amount: 1_000n * DOLLAR },
    ]);
    expect(both.buys.map(({ position }) => position)).to.deep.equal([0n, 3n]);
    expect(both.legs.map(({ exactOutput, sell, buy }) => [exactOutput, sell, buy])).to.deep.equal([
      [false, 1, 0],
      [true, 0, 1],
    ]);
  });

  it("gives no USDC of its own to a trade while it is below its target", () => {
    const inputs = withUsdc(100n, [
      component({ position: 1, held: 1_000n * DOLLAR }),
      component({ position: 2, units: units(500n) }),
    ]);
    const usdc = { ...inputs.usdc, units: (200n * 10n ** 6n * UNIT_SCALE) / SUPPLY };
    const [trade] = planTrades({ ...inputs, usdc }).trades;
    expect(trade!.sells[0]).to.deep.equal({ position: 0n, amount: 0n });
  });

  it("counts the gas of a trade and of each leg, and its legs' costs", () => {
    const leavers = [1, 2, 3].map((position) => component({ position, held: 1_000n * DOLLAR }));
    const plan = planTrades(
      withUsdc(0n, leavers, {
        limits: {
          gasCap: 1_000_000n,
          gasShare: WAD / 2n,
          gasPerTrade: 100_000n,
          gasPerLeg: 200_000n,
        },
      }),
    );
    expect(plan.trades.map(({ legs, gas }) => [legs.length, gas])).to.deep.equal([
      [2, 500_000n],
      [1, 300_000n],
    ]);
    const costs = plan.trades.map(({ cost }) => cost);
    expect(costs).to.deep.equal(
      plan.trades.map(({ legs }) => legs.reduce((sum, { cost }) => sum + cost, 0n)),
    );
    expect(plan.cost).to.equal(costs.reduce((sum, cost) => sum + cost, 0n));
    expect(plan.cost > 11n * WAD && plan.cost < 13n * WAD).to.equal(true); // 30 bps of fee, 10 of impact
  });

  it("says where the gas share does not fit a single leg", () => {
    const limits = { gasCap: 100_000n };
    const leaver = component({ position: 1, held: 1_000n * DOLLAR });
    const plan = planTrades(withUsdc(0n, [leaver], { limits }));
    expect([plan.trades, plan.warnings]).to.deep.equal([
      [],
      ["The gas share does not fit a single leg"],
    ]);
    expect(planTrades(withUsdc(0n, [], { limits })).warnings).to.deep.equal([]);
  });

  it("warns where USDC pays for less than half of the purchases", () => {
    const wanted = component({ position: 1, held: 4_000n * DOLLAR, units: units(10_000n) });
    expect(planTrades(withUsdc(2_000n, [wanted])).warnings).to.deep.equal([
      "USDC pays for 33.1 % of the purchases",
    ]);
    expect(planTrades(withUsdc(3_100n, [wanted])).warnings).to.deep.equal([]);
  });

  it("says of everything that stands off its target why it is not traded", () => {
    const held = 1_000n * DOLLAR;
    const plan = planTrades(
      withUsdc(0n, [
        component({ position: 9, held: 50_000n * DOLLAR, units: units(50_000n) }),
        component({ position: 8, held, price: undefined, pool: undefined }),
        component({ position: 7, held, sellable: false }),
        component({ position: 6, units: units(1_000n), buyable: false }),
        component({ position: 5, held, pool: undefined }),
        component({ position: 4, held: 10n, dust: 10n }),
        component({ position: 3, held, units: units(990n) }),
        component({ position: 2, held: 10_100n * DOLLAR, units: units(10_000n) }),
      ]),
    );
    expect(plan.skipped.map(({ position, reason }) => `${position} ${reason}`)).to.deep.equal([
      "2 within tolerance",
      "3 under the minimum trade",
      "4 dust",
      "5 no pool that can be read",
      "6 may not be bought",
      "7 may not be sold",
      "8 no good price",
    ]);
    expect(plan.trades).to.deep.equal([]);
  });
});
