import { expect } from "chai";
import { splitMix64 } from "@sheaf/lab/market/splitMix64";
import { simulateSwap } from "@sheaf/sdk/uniswapV3/simulateSwap";
import { HIGHEST_LIMIT, LOWEST_LIMIT, sqrtPriceAtTick } from "@sheaf/sdk/uniswapV3/sqrtPriceAtTick";
import { swapGas } from "@sheaf/sdk/uniswapV3/swapGas";

import { useFixture } from "../fixtures/useFixture.ts";
import type { Position } from "./poolsFixture.ts";
import { poolsFixture, TICK_SPACINGS } from "./poolsFixture.ts";

const FEES = [100, 500, 3_000, 10_000] as const;
const DEEP = 10n ** 21n; // liquidity
const TRANSACTION = 21_000n; // {gas}

describe("swapGas beside v3-core's own pools", () => {
  const use = useFixture(poolsFixture);

  for (const fee of FEES) {
    it(`is never less than a swap over up to 50 ticks takes, and at most twice as much where prices rise, fee ${fee}`, async () => {
      const spacing = TICK_SPACINGS[fee];
      const last = Math.floor(887_272 / spacing) * spacing;
      const { between } = splitMix64(fee, 0);
      for (const count of [0, 3, 12, 25])
        for (const zeroForOne of [true, false]) {
          const full: Position = { lower: -last, upper: last, liquidity: DEEP };
          const pool = await use().createPool({
            fee,
            sqrtPriceX96: sqrtPriceAtTick(0),
            positions: [full],
          });
          const { maker } = use();
          // Fees have grown in both tokens, so that a first crossing writes both.
          await maker.swap(pool.address, true, 10n ** 12n, LOWEST_LIMIT);
          await maker.swap(pool.address, false, 10n ** 12n, HIGHEST_LIMIT);
          const dust = Array.from({ length: count }, (_, i): Position => {
            const at = (zeroForOne ? -2 * (i + 1) : 2 * i + 1) * spacing;
            return { lower: at, upper: at + spacing, liquidity: 1n };
          });
          for (const { lower, upper } of dust) await maker.provide(pool.address, lower, upper, 1n);
          const marks = dust.flatMap(({ lower, upper }) => [
            { tick: lower, liquidityNet: 1n },
            { tick: upper, liquidityNet: -1n },
          ]);
          const stirred = {
            ...pool,
            ...(await use().readPool(pool.address)),
            ticks: [...pool.ticks, ...marks].toSorted((a, b) => a.tick - b.tick),
          };
          const far = (2 * count + Number(between(1n, 40n))) * spacing;
          const sqrtPriceLimitX96 = sqrtPriceAtTick(zeroForOne ? -far : far);
          const amount = 10n ** 40n;
          const swap = simulateSwap({ pool: stirred, zeroForOne, amount, sqrtPriceLimitX96 });
          expect(swap.crossed).to.equal(2 * count);
          const sent = await maker.swap(pool.address, zeroForOne, amount, sqrtPriceLimitX96);
          const gas = (await sent.wait())!.gasUsed - TRANSACTION;
          const most = swapGas(swap);
          expect(gas <= most, `${gas} of ${most}`).to.equal(true);
          // A tick below the price may have its fee growth written before, which is cheaper to cross.
          if (!zeroForOne && count > 3)
            expect(most <= 2n * gas, `${most} for ${gas}`).to.equal(true);
        }
    });
  }
});
