import { expect } from "chai";
import { splitMix64 } from "@sheaf/lab/market/splitMix64";
import type { Pool } from "@sheaf/sdk/uniswapV3/pool";
import { simulateSwap } from "@sheaf/sdk/uniswapV3/simulateSwap";
import { HIGHEST_LIMIT, LOWEST_LIMIT, sqrtPriceAtTick } from "@sheaf/sdk/uniswapV3/sqrtPriceAtTick";

import { useFixture } from "../fixtures/useFixture.ts";
import { poolsFixture, TICK_SPACINGS } from "./poolsFixture.ts";
import { randomPool } from "./randomPool.ts";
import { randomSwap } from "./randomSwap.ts";

const NIGHTLY = process.env.SHEAF_NIGHTLY === "true";
const FIRST = Number(process.env.SHEAF_SEED ?? "1");
const POOLS = NIGHTLY ? 2_000 : 40;
const SWAPS = NIGHTLY ? 40 : 15;
const LAST_TICK = 887_272;

describe("simulateSwap beside v3-core's own pools", () => {
  const use = useFixture(poolsFixture);

  /** {tok} What the real pool is paid and gives. */
  async function swapFor(
    pool: Pool,
    zeroForOne: boolean,
    amount: bigint,
    limit = zeroForOne ? LOWEST_LIMIT : HIGHEST_LIMIT,
  ): Promise<readonly [paid: bigint, received: bigint]> {
    const [amount0, amount1] = await use().maker.swap.staticCall(
      pool.address,
      zeroForOne,
      amount,
      limit,
    );
    return zeroForOne ? [amount0, -amount1] : [amount1, -amount0];
  }

  for (const [fee, liquidity, tick, amount, paid, received] of [
    [100, 4_787_383n, 291_969, 2n, 2n, 67_289_251_332n],
    [100, 4_787_383n, 291_969, -1_229_805_418_821n, 22n, 1_229_805_418_821n],
    [3_000, 10n ** 12n, 7, -117_538_711_454n, 133_495_268_193n, 117_538_711_454n],
  ] as const) {
    it(`rounds at each word of the bitmap: fee ${fee}, tick ${tick}, ${amount} of ${amount > 0n ? "token0" : "token1"}`, async () => {
      const last = LAST_TICK - (LAST_TICK % TICK_SPACINGS[fee]);
      const pool = await use().createPool({
        fee,
        sqrtPriceX96: sqrtPriceAtTick(tick),
        positions: [{ lower: -last, upper: last, liquidity }],
      });
      expect(await swapFor(pool, true, amount)).to.deep.equal([paid, received]);
      const swap = simulateSwap({ pool, zeroForOne: true, amount });
      expect([swap.paid, swap.received]).to.deep.equal([paid, received]);
    });
  }

  it(`gives, takes and leaves the same to the unit in ${POOLS} random pools, from seed ${FIRST}`, async function () {
    this.timeout(0);
    let swaps = 0;
    for (let seed = FIRST; seed < FIRST + POOLS; seed += 1) {
      const random = splitMix64(seed, 0);
      let pool = await use().createPool(randomPool(random));
      for (let time = 0; time < SWAPS; time += 1) {
        const request = randomSwap(random, pool);
        const { zeroForOne, amount, sqrtPriceLimitX96 } = request;
        const { paid, received, after } = simulateSwap(request);
        const real = await swapFor(pool, zeroForOne, amount, sqrtPriceLimitX96);
        expect([paid, received], `seed ${seed}, swap ${time}`).to.deep.equal(real);
        swaps += 1;
        if (time % 5 !== 0) continue;
        const limit = sqrtPriceLimitX96 ?? (zeroForOne ? LOWEST_LIMIT : HIGHEST_LIMIT);
        await use().maker.swap(pool.address, zeroForOne, amount, limit);
        const { sqrtPriceX96, tick, liquidity } = after;
        expect(await use().readPool(pool.address), `seed ${seed}, swap ${time}`).to.deep.equal({
          sqrtPriceX96,
          tick,
          liquidity,
        });
        pool = after;
      }
    }
    expect(swaps).to.equal(POOLS * SWAPS);
  });
});
