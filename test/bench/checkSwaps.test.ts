import { expect } from "chai";
import { AbiCoder, id as hashOf } from "ethers";

import type { MeasuredTrade } from "../../bench/gas/checkSwaps.ts";
import {
  checkSwaps,
  LegSkippedError,
  TickMovedError,
  TickNotMovedError,
} from "../../bench/gas/checkSwaps.ts";

const POOL = "0x1111111111111111111111111111111111111111";
const RESTING = -276_324; // of a dollar and half a basis point, 18 decimals to 6
const NAME = { id: "c000", pool: POOL, tokenDecimals: 18, tokenIsToken0: true };
const POOLS = {
  market: { names: new Map([["c000", NAME]]) },
  rows: [{ id: "c000", price: 1_000_050_000_000_000_000n }],
};

/** A trade whose swaps ended at these ticks. */
function tradeTo(...ticks: readonly number[]): MeasuredTrade {
  const logs = ticks.map((tick) => ({
    address: POOL,
    topics: [hashOf("Swap(address,address,int256,int256,uint160,uint128,int24)")],
    data: AbiCoder.defaultAbiCoder().encode(
      ["int256", "int256", "uint160", "uint128", "int24"],
      [1n, -1n, 1n, 1n, tick],
    ),
  }));
  return { gas: 1, receipt: { logs } };
}

describe("checkSwaps", () => {
  it("is content with as many swaps as legs, in pools that rest", () => {
    checkSwaps(POOLS, tradeTo(RESTING, RESTING), 2);
  });

  it("refuses a trade with a leg less", () => {
    expect(() => checkSwaps(POOLS, tradeTo(RESTING), 2)).to.throw(LegSkippedError, "1 of 2 legs");
  });

  it("refuses a swap that moved its pool's tick, up or down", () => {
    for (const tick of [RESTING + 1, RESTING - 1])
      expect(() => checkSwaps(POOLS, tradeTo(RESTING, tick), 2)).to.throw(
        TickMovedError,
        `from tick ${RESTING} to ${tick}`,
      );
  });

  it("is content with swaps that leave the spacing of ticks where their pools rested, where pools are to move", () => {
    for (const motion of ["moving", "crossing"] as const)
      checkSwaps(POOLS, tradeTo(RESTING - 37, RESTING + 24), 2, motion);
  });

  it("refuses a swap that stayed within that spacing, or went far, where pools are to move", () => {
    for (const tick of [RESTING, RESTING - 36, RESTING + 23, RESTING - 700, RESTING + 700])
      expect(() => checkSwaps(POOLS, tradeTo(tick), 1, "moving")).to.throw(
        TickNotMovedError,
        `rested at tick ${RESTING}, at ${tick}`,
      );
  });

  it("has nothing to say of a trade that does not fit a transaction", () => {
    checkSwaps(POOLS, { gas: null }, 2);
  });
});
