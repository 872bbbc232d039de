import { expect } from "chai";

import type { Pool } from "../../src/plan/pool.ts";
import { quoteSwap } from "../../src/plan/quoteSwap.ts";
import { LEG_GAS, swapGas } from "../../src/uniswapV3/swapGas.ts";
import {
  HIGHEST_LIMIT,
  LOWEST_LIMIT,
  MAX_TICK,
  sqrtPriceAtTick,
} from "../../src/uniswapV3/sqrtPriceAtTick.ts";

const WAD = 10n ** 18n;

/** A pool at a price of about one whose ticks are all known. */
function poolWith(changes: Partial<Pool>): Pool {
  return {
    address: "0x0000000000000000000000000000000000000001",
    fee: 3_000n,
    tickSpacing: 60,
    sqrtPriceX96: sqrtPriceAtTick(0),
    tick: 0,
    liquidity: 2_000_000n * WAD,
    lowest: -MAX_TICK,
    highest: MAX_TICK,
    ticks: [],
    tokenIsToken0: true,
    ...changes,
  };
}

describe("quoteSwap across ticks", () => {
  it("rounds at each word of the bitmap, as the pool does", () => {
    const pool = poolWith({
      sqrtPriceX96: sqrtPriceAtTick(7),
      tick: 7,
      liquidity: 10n ** 12n,
      tokenIsToken0: false,
    });
    const amount = 117_538_711_454n;
    const quote = quoteSwap({ pool, side: "buy", amount, sqrtPriceLimitX96: LOWEST_LIMIT });
    expect([quote.amount, quote.usdc]).to.deep.equal([amount, 133_495_268_193n]);
  });

  it("finds the depth beyond the next tick, more or less than before it", () => {
    const bring = (liquidityNet: bigint): bigint =>
      quoteSwap({
        pool: poolWith({ ticks: [{ tick: -60, liquidityNet }] }),
        side: "sell",
        amount: 50_000n * WAD,
        sqrtPriceLimitX96: LOWEST_LIMIT,
      }).usdc;
    const [shallow, flat, deep] = [1_500_000n, 0n, -10_000_000n].map((net) => bring(net * WAD));
    expect(shallow! < flat! && flat! < deep!).to.equal(true);
  });

  it("stops where the ticks that are known end", () => {
    const pool = poolWith({ lowest: -600 });
    const all = {
      pool,
      side: "sell",
      amount: 10n ** 30n,
      sqrtPriceLimitX96: LOWEST_LIMIT,
    } as const;
    expect(quoteSwap(all).sqrtPriceX96).to.equal(sqrtPriceAtTick(-600));
  });

  for (const side of ["sell", "buy"] as const) {
    it(`stops a ${side === "sell" ? "sale" : "purchase"} before it crosses more ticks than a leg has gas for`, () => {
      const sign = side === "sell" ? -1 : 1;
      const marks = Array.from({ length: 60 }, (_, i) => ({
        tick: sign * (i + 1),
        liquidityNet: 0n,
      }));
      const pool = poolWith({
        fee: 100n,
        tickSpacing: 1,
        ticks: marks.toSorted((a, b) => a.tick - b.tick),
      });
      const quote = quoteSwap({
        pool,
        side,
        amount: 10n ** 30n,
        sqrtPriceLimitX96: side === "sell" ? LOWEST_LIMIT : HIGHEST_LIMIT,
      });
      let crossed = 0;
      while (swapGas({ crossed: crossed + 1, words: crossed + 1 }) <= LEG_GAS) crossed += 1;
      expect(quote.sqrtPriceX96).to.equal(sqrtPriceAtTick(sign * crossed));
      expect(crossed).to.be.within(25, 35);
    });
  }
});
