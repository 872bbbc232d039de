import { expect } from "chai";
import { splitOverPools } from "../../src/plan/splitOverPools.ts";
import { quoteSwap } from "../../src/plan/quoteSwap.ts";
import { seededRandom } from "../rules/seededRandom.ts";
import { poolAt } from "./randomIndex.ts";
import type { LegSide } from "../../src/plan/plan.ts";
import type { Pool } from "../../src/plan/pool.ts";

const PRICE = 10n ** 36n; // $1 at 18 decimals
const DOLLAR = 10n ** 18n;

/** Pools of one price and fee with the given depths {usd}, the component being token0. */
function poolsOf(depths: readonly bigint[], fees: readonly bigint[] = []): Pool[] {
  return depths.map((depth, at) => ({
    ...poolAt(PRICE, depth * DOLLAR, true),
    address: `0x${String(at + 1).padStart(40, "0")}`,
    fee: fees[at] ?? 3000n,
  }));
}

const noLimit =
  (side: LegSide) =>
  ({ sqrtPriceX96 }: Pool): bigint =>
    side === "sell" ? sqrtPriceX96 / 10n : sqrtPriceX96 * 10n;

/** {usdc} Undefined where the pool cannot take it all. */
function usdcOf(pool: Pool, side: LegSide, amount: bigint): bigint | undefined {
  const quote = quoteSwap({ pool, side, amount, sqrtPriceLimitX96: noLimit(side)(pool) });
  return quote.amount === amount ? quote.usdc : undefined;
}

describe("splitOverPools", () => {
  it("splits in proportion to depth where prices and fees are alike", () => {
    const pools = poolsOf([1_000_000n, 3_000_000n]);
    const parts = splitOverPools({
      pools,
      side: "sell",
      amount: 64_000n * DOLLAR,
      sqrtPriceLimitX96: noLimit("sell"),
    });
    expect(parts.map(({ amount }) => amount / DOLLAR)).to.deep.equal([16_000n, 48_000n]);
  });

  it("loses at most 2 % more than the best split of a fine grid, for many pools and sizes", () => {
    const random = seededRandom(31n);
    for (let run = 0; run < 120; run += 1) {
      const side: LegSide = random(2n) === 0n ? "sell" : "buy";
      const depths = [0, 1, 2].map(() => 10n ** (4n + random(3n)) * (1n + random(9n)));
      const fees = depths.map(() => [500n, 3000n, 10_000n][Number(random(3n))]!);
      const pools = poolsOf(depths, fees);
      const whole = depths.reduce((sum, depth) => sum + depth, 0n);
      const amount = ((whole * (1n + random(20n))) / 100n) * DOLLAR;
      const parts = splitOverPools({ pools, side, amount, sqrtPriceLimitX96: noLimit(side) });
      expect(parts.reduce((sum, part) => sum + part.amount, 0n)).to.equal(amount);
      const ours = parts.reduce((sum, { usdc }) => sum + usdc, 0n);
      let best: bigint | undefined;
      const grid = 40n;
      for (let a = 0n; a <= grid; a += 1n)
        for (let b = 0n; a + b <= grid; b += 1n) {
          const first = (amount * a) / grid;
          const second = (amount * b) / grid;
          const quotes = [first, second, amount - first - second].map((part, at) =>
            usdcOf(pools[at]!, side, part),
          );
          if (quotes.includes(undefined)) continue;
          const usdc = quotes.reduce<bigint>((sum, quote) => sum + (quote ?? 0n), 0n);
          if (best === undefined || (side === "sell" ? usdc > best : usdc < best)) best = usdc;
        }
      // Loss is the distance from one dollar each, in millionths.
      const loss = (usdc: bigint): bigint =>
        side === "sell" ? amount / 10n ** 12n - usdc : usdc - amount / 10n ** 12n;
      expect(loss(ours) * 100n <= loss(best ?? 0n) * 102n, `run ${run}`).to.equal(true);
    }
  });

  it("leaves out what no pool takes before its limit, and does not depend on the order of pools", () => {
    const pools = poolsOf([10_000n, 20_000n, 20_000n], [3000n, 500n, 500n]);
    const tight = ({ sqrtPriceX96 }: Pool): bigint => (sqrtPriceX96 * 99n) / 100n;
    const inputs = { side: "sell" as const, amount: 10_000n * DOLLAR, sqrtPriceLimitX96: tight };
    const parts = splitOverPools({ ...inputs, pools });
    const moved = parts.reduce((sum, { amount }) => sum + amount, 0n);
    expect(moved < 600n * DOLLAR && moved > 400n * DOLLAR).to.equal(true);
    const turned = splitOverPools({ ...inputs, pools: pools.toReversed() });
    expect(turned.toReversed()).to.deep.equal(parts);
  });
});
