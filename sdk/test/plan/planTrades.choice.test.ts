import { expect } from "chai";
import { planTrades } from "../../src/plan/planTrades.ts";
import { UNIT_SCALE } from "../../src/units/unitScale.ts";
import { WAD } from "../../src/units/wad.ts";
import { component, poolAt, SUPPLY, USDC_PRICE } from "./randomIndex.ts";
import type { Plan } from "../../src/plan/plan.ts";
import type { PlanInputs } from "../../src/plan/planTrades.ts";

const PRICE = 10n ** 36n; // one dollar at 18 decimals
/** D36{tok/share} A target of this many times $12,345, without rounding. */
const units = (times: bigint): bigint => (times * 12_345n * WAD * UNIT_SCALE) / SUPPLY;
const TARGET = 12_345n * WAD;

/** An index of $100,000, whose minimum trade is $50, with USDC enough for everything. */
function plan(components: PlanInputs["components"], changes: Partial<PlanInputs> = {}): Plan {
  return planTrades({
    components,
    usdc: { position: 0, units: 0n, held: 10n ** 12n, price: USDC_PRICE },
    carried: 0n,
    supply: SUPPLY,
    nav: 100_000n * WAD,
    lossAvailable: 100_000n * WAD,
    ...changes,
  });
}

const legsOf = (of: Plan) => of.trades.flatMap(({ legs }) => legs);
const reasonsOf = ({ skipped }: Plan) =>
  skipped.map(({ position, reason }) => `${position} ${reason}`);

describe("planTrades chooses", () => {
  it("nothing of what is at its target, or carried", () => {
    const even = component({ position: 1, held: TARGET, units: units(1n) });
    const carried = component({ position: 2, held: 2n * TARGET, units: units(1n) });
    expect(plan([even, carried], { carried: 4n })).to.deep.equal({
      trades: [],
      skipped: [],
      warnings: [],
      cost: 0n,
    });
  });

  it("what is off by more than the tolerance, by 5 bps of NAV or 2 % of the target, whichever is more", () => {
    const off = (value: bigint, times: bigint) =>
      component({ position: 1, held: times * TARGET + value, units: units(times) });
    const limits = { toleranceOfTarget: WAD / 1_000n }; // $12 of $12,345
    expect(reasonsOf(plan([off(50n * WAD, 1n)], { limits }))).to.deep.equal(["1 within tolerance"]);
    expect(legsOf(plan([off(50n * WAD + 1n, 1n)], { limits })).length).to.equal(1);
    const ofTarget = (TARGET * 2n) / 100n;
    expect(reasonsOf(plan([off(ofTarget, 1n)]))).to.deep.equal(["1 within tolerance"]);
    expect(legsOf(plan([off(ofTarget + 1n, 1n)])).length).to.equal(1);
    expect(reasonsOf(plan([off(50n * WAD - 1n, 1n)]))).to.deep.equal(["1 under the minimum trade"]);
  });

  it("what enters from half of the minimum on, and no purchase within tolerance to fund others", () => {
    const entering = (dollars: bigint) =>
      component({ position: 1, units: (dollars * UNIT_SCALE) / SUPPLY + 1n });
    expect(legsOf(plan([entering(25n * WAD)])).length).to.equal(1);
    expect(legsOf(plan([entering(25n * WAD - 10n)])).length).to.equal(0);
    const short = component({ position: 1, held: TARGET - 100n * WAD, units: units(1n) });
    const poor = { position: 0, units: 0n, held: 0n, price: USDC_PRICE };
    const wanting = component({ position: 2, units: units(1n) });
    const both = plan([short, wanting], { usdc: poor });
    expect(legsOf(both)).to.deep.equal([]);
    expect(reasonsOf(both)).to.deep.equal(["1 within tolerance", "2 no USDC to pay for it"]);
  });

  it("neither what has a price of zero nor what may not be traded that way, and says so by position", () => {
    const held = 2n * TARGET;
    const reasons = reasonsOf(
      plan([
        component({ position: 5, units: units(1n), buyable: false, sellable: true }),
        component({ position: 4, held, units: units(1n), buyable: true, sellable: false }),
        component({ position: 3, held, units: units(1n), pool: undefined }),
        component({ position: 2, held, units: units(1n), blocked: "failed before" }),
        { ...component({ position: 1, held, units: units(1n) }), price: 0n },
      ]),
    );
    expect(reasons).to.deep.equal([
      "1 no good price",
      "2 failed before",
      "3 no pool that can be read",
      "4 may not be sold",
      "5 may not be bought",
    ]);
    const right = plan([
      component({ position: 1, units: units(1n), sellable: false }),
      component({ position: 2, held, units: units(1n), buyable: false }),
    ]);
    expect(legsOf(right).map(({ side }) => side)).to.deep.equal(["sell", "buy"]);
  });

  it("nothing that its pool takes less of than the minimum, but what leaves", () => {
    const pool = poolAt(PRICE, 4_000n * WAD, true); // about $30 before 1.5 %
    const above = component({ position: 1, held: 2n * TARGET, units: units(1n), pool });
    expect(reasonsOf(plan([above]))).to.deep.equal(["1 its pool is past the worst price"]);
    const leaver = component({ position: 1, held: TARGET, pool });
    expect(legsOf(plan([leaver])).length).to.equal(1);
    const half = component({
      position: 2,
      held: 2n * TARGET,
      units: units(1n),
      pool: poolAt(PRICE, 100_000n * WAD, true),
    });
    const part = plan([half, leaver]);
    expect(part.warnings.map((warning) => warning.replace(/^\S+:/, "it:"))).to.deep.equal([
      "it: its pool takes only 0 % of the sale before the worst price",
      "it: its pool takes only 6 % of the sale before the worst price",
    ]);
    const buying = plan([{ ...half, held: 0n }]);
    expect(buying.warnings[0]).to.match(/takes only 6 % of the purchase/);
  });

  it("the caller's minimum where it is more than 5 bps of NAV", () => {
    const above = component({ position: 1, held: TARGET + 400n * WAD, units: units(1n) });
    expect(legsOf(plan([above], { limits: { minimumTrade: 400n * WAD } })).length).to.equal(1);
    const more = plan([above], { limits: { minimumTrade: 401n * WAD } });
    expect(reasonsOf(more)).to.deep.equal(["1 under the minimum trade"]);
    const many = plan([component({ position: 1, held: TARGET, units: units(1n) })], {
      limits: { minimumTrade: TARGET + 1n },
    });
    expect(many.warnings[0]).to.match(/^NAV is small for this many names: 1 targets/);
  });
});

describe("planTrades counts", () => {
  const leaver = (position: number, off = 1_000n) =>
    component({
      position,
      held: TARGET,
      pool: poolAt((PRICE * off) / 1_000n, 10n ** 25n, true),
    });

  it("costs of sales as what is given less what comes in, of purchases the other way round", () => {
    const legs = legsOf(plan([leaver(1), component({ position: 2, units: units(1n) })]));
    const [sale, purchase] = legs;
    expect(sale!.cost).to.equal(sale!.value - sale!.usdc * 10n ** 12n);
    expect(purchase!.cost).to.equal(purchase!.usdc * 10n ** 12n - purchase!.value);
    expect(legs.every(({ cost }) => cost > 0n)).to.equal(true);
  });

  it("losses to the unit: what sales leave of them is what purchases may lose", () => {
    const both = [leaver(1), component({ position: 2, units: units(1n) })];
    const [sale, purchase] = legsOf(plan(both));
    const needed = sale!.cost + purchase!.cost;
    const sidesWith = (lossAvailable: bigint) =>
      legsOf(plan(both, { lossAvailable })).map(({ side }) => side);
    expect(sidesWith(needed)).to.deep.equal(["sell", "buy"]);
    expect(sidesWith(needed - 1n)).to.deep.equal(["sell"]);
    expect(sidesWith(sale!.cost - 1n)).to.deep.equal([]);
  });

  it("no gain against a loss", () => {
    const gains = leaver(1, 1_010n);
    const [gain] = legsOf(plan([gains]));
    expect(gain!.cost < 0n).to.equal(true);
    const [loss] = legsOf(plan([leaver(2)]));
    const both = plan([gains, leaver(2)], { lossAvailable: loss!.cost - 1n });
    expect(legsOf(both).map(({ position }) => position)).to.deep.equal([1]);
  });

  it("what is within tolerance as money only as far as purchases lack it", () => {
    const pool = poolAt(PRICE, 10n ** 26n, true);
    const wanting = component({ position: 1, units: units(1n), pool }); // costs about $12,384
    const reserve = (position: number) =>
      component({ position, held: 3n * TARGET + 600n * WAD, units: units(3n), pool }); // $740 are within tolerance
    const planWith = (dollars: bigint) =>
      plan([wanting, reserve(2), reserve(3), reserve(4)], {
        usdc: { position: 0, units: 0n, held: dollars * 10n ** 6n, price: USDC_PRICE },
      });
    const funds = (dollars: bigint) =>
      legsOf(planWith(dollars)).flatMap(({ reason, position }) =>
        reason === "funds purchases" ? [position] : [],
      );
    expect(funds(12_000n)).to.deep.equal([2]);
    expect(reasonsOf(planWith(12_000n))).to.deep.equal([
      "3 within tolerance",
      "4 within tolerance",
    ]);
    expect(funds(11_500n)).to.deep.equal([2, 3]);
    expect(funds(12_500n)).to.deep.equal([]);
    expect(funds(12_345n)).to.deep.equal([]); // lacks less than the minimum
  });

  it("pools that are too small for a part of their own out, wherever they stand", () => {
    const pools = [5_000_000n, 130_000n, 3_000_000n].map((depth, at) => ({
      ...poolAt(PRICE, depth * WAD, true),
      address: `0x${String(at + 1).repeat(40)}` as const,
    }));
    const [pool, ...otherPools] = pools;
    const partsWith = (minimumTrade: bigint) =>
      legsOf(
        plan([component({ position: 1, held: 8_000n * WAD, pool, otherPools })], {
          limits: { minimumTrade },
        }),
      ).map(({ pool: at, amount }) => [at[2], amount / WAD]);
    const both = [
      ["1", 5_000n],
      ["3", 3_000n],
    ];
    expect(partsWith(126n * WAD)).to.deep.equal(both);
    expect(partsWith(125n * WAD).length).to.equal(3);
  });
});
