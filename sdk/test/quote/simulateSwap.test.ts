import { expect } from "chai";

import { BeyondReachError } from "../../src/quote/BeyondReachError.ts";
import type { PoolState } from "../../src/quote/poolState.ts";
import { simulateSwap } from "../../src/quote/simulateSwap.ts";
import { sqrtPriceAtTick } from "../../src/quote/sqrtPriceAtTick.ts";
import { seededRandom } from "../rules/seededRandom.ts";

const WAD = 10n ** 18n;
const mark = (tick: number, liquidityNet: bigint): PoolState["ticks"][number] => ({
  tick,
  sqrtPriceX96: sqrtPriceAtTick(tick),
  liquidityNet,
});

/** At a price of one: a million between -60 and 60, and as much again from -6,000 to 6,000. */
const STATE: PoolState = {
  pool: "0x0000000000000000000000000000000000000001",
  fee: 3_000n,
  sqrtPriceX96: sqrtPriceAtTick(0),
  tick: 0,
  liquidity: 2_000_000n * WAD,
  lowest: sqrtPriceAtTick(-3_000),
  highest: sqrtPriceAtTick(3_000),
  ticks: [mark(-60, 1_000_000n * WAD), mark(60, -1_000_000n * WAD)],
};

describe("simulateSwap", () => {
  for (const zeroForOne of [true, false]) {
    it(`asks the same for what it gives, token${zeroForOne ? 0 : 1} being paid, across a tick`, () => {
      for (const amount of [1n, WAD, 5_000n * WAD, 50_000n * WAD]) {
        const bought = simulateSwap({ state: STATE, zeroForOne, amount: -amount });
        expect(bought.received).to.equal(amount);
        const sold = simulateSwap({ state: STATE, zeroForOne, amount: bought.paid });
        expect(sold.paid).to.equal(bought.paid);
        expect(sold.received >= amount).to.equal(true);
        const less = simulateSwap({ state: STATE, zeroForOne, amount: bought.paid / 2n });
        expect(less.received < amount || amount === 1n).to.equal(true);
      }
    });

    it(`finds less depth beyond a tick, token${zeroForOne ? 0 : 1} being paid`, () => {
      const near = simulateSwap({ state: STATE, zeroForOne, amount: 100n * WAD });
      expect([near.after.liquidity, near.crossed]).to.deep.equal([2_000_000n * WAD, 0]);
      const far = simulateSwap({ state: STATE, zeroForOne, amount: 50_000n * WAD });
      expect([far.after.liquidity, far.crossed]).to.deep.equal([1_000_000n * WAD, 1]);
    });

    it(`refuses what goes beyond the ticks that are known, token${zeroForOne ? 0 : 1} being paid`, () => {
      expect(() => simulateSwap({ state: STATE, zeroForOne, amount: 10n ** 30n })).to.throw(
        BeyondReachError,
      );
      expect(() => simulateSwap({ state: STATE, zeroForOne, amount: -(10n ** 30n) })).to.throw(
        BeyondReachError,
      );
    });

    it(`refuses a state whose known ticks end on one side of its price, token${zeroForOne ? 0 : 1} being paid`, () => {
      const below = { lowest: sqrtPriceAtTick(-3_000), highest: sqrtPriceAtTick(-1_000) };
      const above = { lowest: sqrtPriceAtTick(1_000), highest: sqrtPriceAtTick(3_000) };
      for (const known of [below, above])
        for (const amount of [1n, WAD, -1n, -WAD, 10n ** 30n])
          expect(() =>
            simulateSwap({ state: { ...STATE, ...known, ticks: [] }, zeroForOne, amount }),
          ).to.throw(BeyondReachError);
    });

    it(`refuses a swap that passes the last known tick on its side, token${zeroForOne ? 0 : 1} being paid`, () => {
      const known = { lowest: sqrtPriceAtTick(-60), highest: sqrtPriceAtTick(60) };
      const state = { ...STATE, ...known };
      const ticks = [mark(-120, 0n), ...STATE.ticks, mark(120, 0n)];
      const edge = simulateSwap({ state: STATE, zeroForOne, amount: WAD });
      expect(simulateSwap({ state, zeroForOne, amount: WAD }).received).to.equal(edge.received);
      for (const amount of [7_000n * WAD, -7_000n * WAD]) {
        simulateSwap({ state: STATE, zeroForOne, amount });
        for (const more of [STATE.ticks, ticks])
          expect(() =>
            simulateSwap({ state: { ...state, ticks: more }, zeroForOne, amount }),
          ).to.throw(BeyondReachError);
      }
    });
  }

  it("V-8 pays no round trip, and no split, across ticks", () => {
    const random = seededRandom(11n);
    for (let time = 0; time < 100; time += 1) {
      const amount = 1n + random(100_000n) * WAD;
      const there = simulateSwap({ state: STATE, zeroForOne: true, amount });
      const back = simulateSwap({
        state: there.after,
        zeroForOne: false,
        amount: there.received,
      });
      expect(back.received < amount).to.equal(true);
      const half = simulateSwap({ state: STATE, zeroForOne: true, amount: amount / 2n });
      const rest = simulateSwap({
        state: half.after,
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
    const swap = (state: PoolState, zeroForOne: boolean): bigint =>
      simulateSwap({ state, zeroForOne, amount: WAD }).after.liquidity;
    for (const state of [above, below]) {
      expect(swap(state, true)).to.equal(1_000_000n * WAD);
      expect(swap(state, false)).to.equal(2_000_000n * WAD);
    }
    const gone = simulateSwap({ state: STATE, zeroForOne: true, amount: 50_000n * WAD });
    expect(gone.after.tick).to.equal(-61);
    const back = simulateSwap({ state: gone.after, zeroForOne: false, amount: 45_000n * WAD });
    expect([back.after.tick, back.after.liquidity]).to.deep.equal([-60, 2_000_000n * WAD]);
  });
});
