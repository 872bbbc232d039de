import { expect } from "chai";
import { OVER_TIER, OVER_TURNOVER, planTrades } from "../../src/plan/planTrades.ts";
import { UNIT_SCALE } from "../../src/units/unitScale.ts";
import { WAD } from "../../src/units/wad.ts";
import { component, poolAt, SUPPLY, USDC_PRICE } from "./randomIndex.ts";
import type { Plan } from "../../src/plan/plan.ts";
import type { PlanInputs } from "../../src/plan/planTrades.ts";

const PRICE = 10n ** 36n;
const units = (dollars: bigint): bigint => (dollars * WAD * UNIT_SCALE) / SUPPLY;

/** A plan for an index of $100,000, whose minimum trade is $50, with USDC enough for everything. */
function planOf(components: PlanInputs["components"], changes: Partial<PlanInputs> = {}): Plan {
  return planTrades({
    components,
    usdc: { position: 0, units: 0n, held: 10n ** 11n, price: USDC_PRICE },
    carried: 0n,
    supply: SUPPLY,
    nav: 100_000n * WAD,
    lossAvailable: 100_000n * WAD,
    ...changes,
  });
}

/** Rounded to the nearest. */
const dollars = (value: bigint): bigint => (value + WAD / 2n) / WAD;
const dollarsOf = (plan: Plan): string[] =>
  plan.trades
    .flatMap(({ legs }) => legs)
    .map(({ position, side, value }) => `${position} ${side} ${dollars(value)}`);
const skippedIn = (plan: Plan, why: string): string[] =>
  plan.skipped
    .filter(({ reason }) => reason === why)
    .map(({ position, side, value }) => `${position} ${side} ${dollars(value)}`);

describe("planTrades, within turnover", () => {
  const leaver = component({ position: 1, held: 4_000n * WAD });
  const other = component({ position: 2, held: 2_000n * WAD });
  const entrant = component({ position: 3, units: units(5_000n) });

  it("has no limit if none is given", () => {
    expect(dollarsOf(planOf([leaver, other, entrant]))).to.deep.equal([
      "1 sell 4000",
      "2 sell 2000",
      "3 buy 5000",
    ]);
  });

  it("gives it to sales first, and cuts the first leg that does not fit", () => {
    const plan = planOf([leaver, other, entrant], { turnoverAvailable: 5_000n * WAD });
    expect(dollarsOf(plan)).to.deep.equal(["1 sell 4000", "2 sell 1000"]);
    expect(skippedIn(plan, OVER_TURNOVER)).to.deep.equal(["2 sell 1000", "3 buy 5000"]);
  });

  it("leaves purchases what sales do not use", () => {
    const plan = planOf([leaver, other, entrant], { turnoverAvailable: 8_000n * WAD });
    expect(dollarsOf(plan)).to.deep.equal(["1 sell 4000", "2 sell 2000", "3 buy 2000"]);
    expect(skippedIn(plan, OVER_TURNOVER)).to.deep.equal(["3 buy 3000"]);
  });

  it("plans no leg for less than the minimum trade", () => {
    const plan = planOf([leaver], { turnoverAvailable: 49n * WAD });
    expect(dollarsOf(plan)).to.deep.equal([]);
    expect(skippedIn(plan, OVER_TURNOVER)).to.deep.equal(["1 sell 4000"]);
    expect(dollarsOf(planOf([leaver], { turnoverAvailable: 50n * WAD }))).to.deep.equal([
      "1 sell 50",
    ]);
  });

  it("takes none of it for a sale that trades may not lose", () => {
    const dear = component({
      position: 1,
      held: 50_000n * WAD,
      pool: poolAt(PRICE, 10n ** 24n, true),
    });
    const plan = planOf([dear, entrant], {
      turnoverAvailable: 5_000n * WAD,
      lossAvailable: 50n * WAD,
    });
    expect(dollarsOf(plan)).to.deep.equal(["3 buy 5000"]);
  });
});

describe("planTrades, within slippage tiers", () => {
  const entrant = (position: number, slippage: bigint | undefined) =>
    component({ position, units: units(1_000n), slippage });

  it("leaves out what costs more than its tier, and says so", () => {
    const plan = planOf([entrant(1, WAD / 1_000n)]);
    expect(dollarsOf(plan)).to.deep.equal([]);
    expect(skippedIn(plan, OVER_TIER)).to.deep.equal(["1 buy 1000"]);
  });

  it("does it with others that leave as much of theirs, as the vault sums over a trade", () => {
    const plan = planOf([entrant(1, WAD / 1_000n), entrant(2, WAD / 100n)]);
    expect(dollarsOf(plan)).to.deep.equal(["1 buy 1000", "2 buy 1000"]);
  });

  it("leaves out the dearest first", () => {
    const small = component({ position: 3, units: units(100n), slippage: WAD / 1_000n });
    const plan = planOf([entrant(1, WAD / 1_000n), entrant(2, (WAD * 6n) / 1_000n), small]);
    expect(dollarsOf(plan)).to.deep.equal(["2 buy 1000", "3 buy 100"]);
  });

  it("stops a pool where its fee and its price together are at the tier", () => {
    const shallow = (slippage: bigint | undefined) =>
      component({
        position: 1,
        units: units(20_000n),
        slippage,
        pool: poolAt(PRICE, 10n ** 24n, true),
      });
    const [bound] = planOf([shallow(WAD / 100n)]).trades[0]!.legs;
    const [free] = planOf([shallow(undefined)]).trades[0]!.legs;
    expect(bound!.amount < free!.amount).to.equal(true);
    expect(bound!.cost * 100n <= bound!.value).to.equal(true);
  });
});
