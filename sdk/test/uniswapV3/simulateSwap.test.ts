import { expect } from "chai";

import type { Pool } from "../../src/uniswapV3/pool.ts";
import { simulateSwap } from "../../src/uniswapV3/simulateSwap.ts";
import { sqrtPriceAtTick } from "../../src/uniswapV3/sqrtPriceAtTick.ts";
import { tickAtSqrtPrice } from "../../src/uniswapV3/tickAtSqrtPrice.ts";
import { seededRandom } from "../rules/seededRandom.ts";

const WAD = 10n ** 18n;
const mark = (tick: number, liquidityNet: bigint): Pool["ticks"][number] => ({
  tick,
  liquidityNet,
});

/** At a price of one: a million between -60 and 60, and as much again from -6,000 to 6,000. */
const STATE: Pool = {
  address: "0x0000000000000000000000000000000000000001",
  fee: 3_000n,
  tickSpacing: 60,
  sqrtPriceX96: sqrtPriceAtTick(0),
  tick: 0,
  liquidity: 2_000_000n * WAD,
  lowest: -3_000,
  highest: 3_000,
  ticks: [mark(-60, 1_000_000n * WAD), mark(60, -1_000_000n * WAD)],
};

describe("simulateSwap", () => {
  it("leaves the tick below a price on its boundary, where a swap does not move the price", () => {
    const pool: Pool = { ...STATE, sqrtPriceX96: sqrtPriceAtTick(120), tick: 119, highest: 3_000 };
    const swap = simulateSwap({ pool, zeroForOne: true, amount: 1n });
    expect([swap.sqrtPriceX96, swap.after.tick]).to.deep.equal([sqrtPriceAtTick(120), 119]);
  });

  for (const zeroForOne of [true, false]) {
    it(`asks the same for what it gives, token${zeroForOne ? 0 : 1} being paid, across a tick`, () => {
      for (const amount of [1n, WAD, 5_000n * WAD, 50_000n * WAD]) {
        const bought = simulateSwap({ pool: STATE, zeroForOne, amount: -amount });
        expect(bought.received).to.equal(amount);
        const sold = simulateSwap({ pool: STATE, zeroForOne, amount: bought.paid });
        expect(sold.paid).to.equal(bought.paid);
        expect(sold.received >= amount).to.equal(true);
        const less = simulateSwap({ pool: STATE, zeroForOne, amount: bought.paid / 2n });
        expect(less.received < amount || amount === 1n).to.equal(true);
      }
    });

    it(`finds less depth beyond a tick, token${zeroForOne ? 0 : 1} being paid`, () => {
      const near = simulateSwap({ pool: STATE, zeroForOne, amount: 100n * WAD });
      expect([near.after.liquidity, near.crossed]).to.deep.equal([2_000_000n * WAD, 0]);
      const far = simulateSwap({ pool: STATE, zeroForOne, amount: 50_000n * WAD });
      expect([far.after.liquidity, far.crossed]).to.deep.equal([1_000_000n * WAD, 1]);
    });

    it(`stops where the known ticks end, token${zeroForOne ? 0 : 1} being paid`, () => {
      for (const amount of [10n ** 30n, -(10n ** 30n)]) {
        const swap = simulateSwap({ pool: STATE, zeroForOne, amount });
        expect(swap.end).to.equal("unknown");
        expect(swap.remaining).to.equal(amount - (amount > 0n ? swap.paid : -swap.received));
        expect(swap.after.sqrtPriceX96).to.equal(sqrtPriceAtTick(zeroForOne ? -3_000 : 3_000));
      }
    });

    it(`moves nothing in a pool whose known ticks end on one side of its price, token${zeroForOne ? 0 : 1} being paid`, () => {
      for (const [lowest, highest] of [
        [-3_000, -1_000],
        [1_000, 3_000],
      ] as const)
        for (const amount of [1n, WAD, -1n, -WAD, 10n ** 30n]) {
          const pool = { ...STATE, lowest, highest, ticks: [] };
          const { end, paid, received, remaining } = simulateSwap({ pool, zeroForOne, amount });
          expect([end, paid, received, remaining]).to.deep.equal(["unknown", 0n, 0n, amount]);
        }
    });

    it(`does not pass the last known tick on its side, token${zeroForOne ? 0 : 1} being paid`, () => {
      const known = { ...STATE, lowest: -60, highest: 60 };
      const ticks = [mark(-120, 0n), ...STATE.ticks, mark(120, 0n)];
      const edge = simulateSwap({ pool: STATE, zeroForOne, amount: WAD });
      expect(simulateSwap({ pool: known, zeroForOne, amount: WAD }).received).to.equal(
        edge.received,
      );
      for (const amount of [7_000n * WAD, -7_000n * WAD]) {
        expect(simulateSwap({ pool: STATE, zeroForOne, amount }).end).to.equal("done");
        for (const more of [STATE.ticks, ticks])
          expect(
            simulateSwap({ pool: { ...known, ticks: more }, zeroForOne, amount }).end,
          ).to.equal("unknown");
      }
    });

    it(`stops at a limit between two ticks, token${zeroForOne ? 0 : 1} being paid`, () => {
      const sqrtPriceLimitX96 = sqrtPriceAtTick(zeroForOne ? -30 : 30) + 1n;
      for (const amount of [50_000n * WAD, -50_000n * WAD]) {
        const swap = simulateSwap({ pool: STATE, zeroForOne, amount, sqrtPriceLimitX96 });
        expect([swap.end, swap.crossed]).to.deep.equal(["limit", 0]);
        expect(swap.after.sqrtPriceX96).to.equal(sqrtPriceLimitX96);
        expect(swap.after.tick).to.equal(zeroForOne ? -30 : 30);
        const again = simulateSwap({ pool: swap.after, zeroForOne, amount, sqrtPriceLimitX96 });
        expect([again.end, again.paid]).to.deep.equal(["limit", 0n]);
      }
    });
  }

  it("V-8 pays no round trip, and no split, across ticks", () => {
    const random = seededRandom(11n);
    for (let time = 0; time < 100; time += 1) {
      const amount = 1n + random(100_000n) * WAD;
      const there = simulateSwap({ pool: STATE, zeroForOne: true, amount });
      const back = simulateSwap({
        pool: there.after,
        zeroForOne: false,
        amount: there.received,
      });
      expect(back.received < amount).to.equal(true);
      const half = simulateSwap({ pool: STATE, zeroForOne: true, amount: amount / 2n });
      const rest = simulateSwap({
        pool: half.after,
        zeroForOne: true,
        amount: amount - amount / 2n,
      });
      expect(half.received + rest.received <= there.received + 1n).to.equal(true);
    }
  });

  it("crosses a tick that it stands on exactly, once, in either direction", () => {
    const on = { ...STATE, sqrtPriceX96: sqrtPriceAtTick(-60) };
    const above = { ...on, tick: -60, liquidity: 2_000_000n * WAD };
    const below = { ...on, tick: -61, liquidity: 1_000_000n * WAD };
    const swap = (pool: Pool, zeroForOne: boolean): bigint =>
      simulateSwap({ pool, zeroForOne, amount: WAD }).after.liquidity;
    for (const state of [above, below]) {
      expect(swap(state, true)).to.equal(1_000_000n * WAD);
      expect(swap(state, false)).to.equal(2_000_000n * WAD);
    }
    const gone = simulateSwap({ pool: STATE, zeroForOne: true, amount: 50_000n * WAD });
    expect(gone.after.tick).to.equal(tickAtSqrtPrice(gone.after.sqrtPriceX96));
    expect([gone.after.tick < -60, gone.after.liquidity]).to.deep.equal([true, 1_000_000n * WAD]);
    const back = simulateSwap({ pool: gone.after, zeroForOne: false, amount: 45_000n * WAD });
    expect([back.after.tick >= -60, back.after.liquidity]).to.deep.equal([true, 2_000_000n * WAD]);
  });
});
