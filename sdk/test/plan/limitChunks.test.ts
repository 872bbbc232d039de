import { expect } from "chai";
import { planTrades } from "../../src/plan/planTrades.ts";
import { WAITS_FOR_REFILL } from "../../src/plan/limitChunks.ts";
import { quoteSwap } from "../../src/plan/quoteSwap.ts";
import { UNIT_SCALE } from "../../src/units/unitScale.ts";
import { WAD } from "../../src/units/wad.ts";
import { component, poolAt, randomIndex, SUPPLY, USDC_PRICE } from "./randomIndex.ts";
import type { PlanComponent } from "../../src/plan/chooseLegs.ts";
import type { Plan } from "../../src/plan/plan.ts";
import type { PlanInputs } from "../../src/plan/planTrades.ts";

const GAS = WAD / 2n; // {uoa} of a leg
const PRICE = 10n ** 36n; // one dollar at 18 decimals

function inputsOf(
  one: PlanComponent,
  { drained = [], ...changes }: Partial<PlanInputs> & { readonly drained?: `0x${string}`[] } = {},
): PlanInputs {
  return {
    components: [one],
    usdc: { position: 0, units: 0n, held: 0n, price: USDC_PRICE },
    carried: 0n,
    supply: SUPPLY,
    nav: 100_000n * WAD,
    lossAvailable: 100_000n * WAD,
    chunks: { gas: GAS, drained: new Set(drained) },
    ...changes,
  };
}

const legsOf = (plan: Plan) => plan.trades.flatMap(({ legs }) => legs);

describe("planTrades in chunks", () => {
  for (const tokenIsToken0 of [true, false]) {
    // A million on each side and half a dollar of gas: the root of their product is $707.
    const pool = poolAt(PRICE, 10n ** 6n * WAD, tokenIsToken0);
    const leaver = component({ position: 1, held: 5_000n * WAD, pool });

    it(`trades about the root of depth and gas now, the component being token${tokenIsToken0 ? 0 : 1}`, () => {
      const plan = planTrades(inputsOf(leaver));
      const [leg] = legsOf(plan);
      expect(leg!.amount > 700n * WAD && leg!.amount < 720n * WAD).to.equal(true);
      expect(leg!.reason).to.equal("leaves");
      expect(plan.skipped).to.deep.equal([
        {
          token: leaver.token,
          position: 1,
          side: "sell",
          value: 5_000n * WAD - leg!.value,
          reason: WAITS_FOR_REFILL,
        },
      ]);
    });
  }

  const pool = poolAt(PRICE, 10n ** 6n * WAD, true);
  const leaver = component({ position: 1, held: 5_000n * WAD, pool });

  it("trades all that is left at once in a pool that has not refilled", () => {
    const plan = planTrades(inputsOf(leaver, { drained: [pool.address] }));
    expect(legsOf(plan).map(({ amount }) => amount)).to.deep.equal([5_000n * WAD]);
    expect(plan.skipped).to.deep.equal([]);
  });

  it("trades equal parts in as many plans as there is time for", () => {
    const sizes: bigint[] = [];
    let left = leaver.held;
    for (let most = 4; most > 0; most -= 1) {
      const chunks = { gas: GAS, drained: new Set<`0x${string}`>(), most };
      const [leg] = legsOf(planTrades(inputsOf({ ...leaver, held: left }, { chunks })));
      left -= leg!.amount;
      sizes.push(leg!.amount / WAD);
    }
    expect([sizes, left]).to.deep.equal([[1_250n, 1_250n, 1_250n, 1_250n], 0n]);
  });

  it("trades at once without chunks, and what is small", () => {
    const { chunks: _none, ...whole } = inputsOf(leaver);
    expect(legsOf(planTrades(whole))[0]!.amount).to.equal(5_000n * WAD);
    const small = component({ position: 1, held: 700n * WAD, pool });
    expect(planTrades(inputsOf(small)).skipped).to.deep.equal([]);
  });

  it("makes no chunk, and leaves no rest, under the minimum trade", () => {
    const limits = { minimumTrade: 2_000n * WAD };
    const plan = planTrades(inputsOf(leaver, { limits }));
    expect(legsOf(plan)[0]!.value).to.equal(2_000n * WAD);
    const rest = component({ position: 1, held: 3_900n * WAD, pool });
    expect(legsOf(planTrades(inputsOf(rest, { limits })))[0]!.value).to.equal(3_900n * WAD);
  });

  it("costs less in chunks than at once where the pool refills, gas included", () => {
    let left = leaver.held;
    let cost = 0n;
    for (let count = 0; left > 0n; count += 1) {
      const [leg] = legsOf(planTrades(inputsOf({ ...leaver, held: left })));
      cost += leg!.cost + GAS;
      left -= leg!.amount;
      expect(count).to.be.lessThan(20);
    }
    const [whole] = legsOf(planTrades(inputsOf(leaver, { drained: [pool.address] })));
    expect(cost * 10n < (whole!.cost + GAS) * 7n).to.equal(true); // 30 bps of fee are paid either way
  });

  it("never plans more in chunks than at once, for many random indexes", () => {
    for (let seed = 1n; seed <= 60n; seed += 1n) {
      const inputs = randomIndex(seed);
      const now = new Map(
        legsOf(planTrades(inputs)).map((leg) => [`${leg.position} ${leg.pool}`, leg.amount]),
      );
      const sales = legsOf(
        planTrades({ ...inputs, chunks: { gas: GAS, drained: new Set() } }),
      ).filter(({ reason }) => reason === "leaves" || reason === "above target");
      for (const { position, pool: at, amount } of sales)
        expect(amount <= (now.get(`${position} ${at}`) ?? amount), `seed ${seed}`).to.equal(true);
    }
  });
});

describe("planTrades over several pools", () => {
  const address = (digit: string): `0x${string}` => `0x${digit.repeat(40)}`;
  const poolsOf = (...depths: readonly bigint[]) =>
    depths.map((depth, at) => ({
      ...poolAt(PRICE, depth * WAD, true),
      address: address(`${at + 1}`),
    }));

  function planOver(pools: ReturnType<typeof poolsOf>, changes: Partial<PlanComponent>): Plan {
    const [pool, ...otherPools] = pools;
    const { chunks: _none, ...inputs } = inputsOf(
      component({ position: 1, ...changes, pool, otherPools }),
      {
        usdc: { position: 0, units: 0n, held: 10n ** 11n, price: USDC_PRICE },
      },
    );
    return planTrades(inputs);
  }

  it("splits a sale in proportion to depth, as one side of one trade", () => {
    const plan = planOver(poolsOf(3_000_000n, 1_000_000n), { held: 8_000n * WAD });
    expect(legsOf(plan).map(({ pool, amount }) => [pool, amount])).to.deep.equal([
      [address("1"), 6_000n * WAD],
      [address("2"), 2_000n * WAD],
    ]);
    expect(plan.trades[0]!.sells).to.deep.equal([{ position: 1n, amount: 8_000n * WAD }]);
    expect(legsOf(plan).map(({ sell, buy }) => [sell, buy])).to.deep.equal([
      [0, 0],
      [0, 0],
    ]);
  });

  it("splits a purchase, and pays less than in the best pool alone", () => {
    const pools = poolsOf(1_000_000n, 1_000_000n);
    const units = (6_000n * WAD * UNIT_SCALE) / SUPPLY;
    const both = legsOf(planOver(pools, { units }));
    const [alone] = legsOf(planOver(pools.slice(0, 1), { units }));
    expect(both.map(({ exactOutput }) => exactOutput)).to.deep.equal([true, true]);
    expect(both.reduce((sum, { amount }) => sum + amount, 0n)).to.equal(alone!.amount);
    expect(both.reduce((sum, { usdc }) => sum + usdc, 0n) < alone!.usdc).to.equal(true);
  });

  it("gives a pool no part that is under the minimum trade", () => {
    // A 40th of $1,500 would be $37, under 5 bps of $100,000.
    const legs = legsOf(planOver(poolsOf(39_000_000n, 1_000_000n), { held: 1_500n * WAD }));
    expect(legs.map(({ pool, amount }) => [pool, amount])).to.deep.equal([
      [address("1"), 1_500n * WAD],
    ]);
  });

  it("leaves a pool out that is past the worst price, be it the first", () => {
    const [first, second] = poolsOf(1_000_000n, 1_000_000n);
    const off = { ...poolAt((PRICE * 97n) / 100n, 10n ** 24n, true), address: first!.address };
    const legs = legsOf(planOver([off, second!], { held: 2_000n * WAD }));
    expect(legs.map(({ pool }) => pool)).to.deep.equal([address("2")]);
  });

  it("loses at most 2 % more than the best split of a fine grid", () => {
    const [deep, thin] = [
      { ...poolAt(PRICE, 2_000_000n * WAD, true), address: address("1"), fee: 500n },
      { ...poolAt((PRICE * 1_002n) / 1_000n, 700_000n * WAD, false), address: address("2") },
    ];
    for (const dollars of [500n, 3_000n, 9_000n, 20_000n]) {
      const amount = dollars * WAD;
      const legs = legsOf(planOver([deep, thin], { held: amount }));
      const got = legs.reduce((sum, { usdc }) => sum + usdc, 0n);
      let best = 0n;
      for (let part = 0n; part <= 100n; part += 1n) {
        const [one, two] = [deep, thin].map(
          (pool, at) =>
            quoteSwap({
              pool,
              side: "sell",
              amount: (amount * (at === 0 ? part : 100n - part)) / 100n,
              sqrtPriceLimitX96: pool.tokenIsToken0 ? 1n : 1n << 150n,
            }).usdc,
        );
        const sum = (one ?? 0n) + (two ?? 0n);
        if (sum > best) best = sum;
      }
      const fair = dollars * 10n ** 6n;
      expect((fair - got) * 100n <= (fair - best) * 102n || fair <= got, `${dollars}`).to.equal(
        true,
      );
    }
  });
});
