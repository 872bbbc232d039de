import { expect } from "chai";
import { quoteSwap } from "../../src/plan/quoteSwap.ts";
import { sqrtPriceLimit } from "../../src/plan/sqrtPriceLimit.ts";
import { seededRandom } from "../rules/seededRandom.ts";
import { poolAt, USDC_PRICE } from "./randomIndex.ts";
import type { LegSide } from "../../src/plan/plan.ts";

const PRICE = 10n ** 36n; // $1 at 18 decimals
const WORST = 15n * 10n ** 15n;

/** A swap in a pool that is as deep as $1,000,000 on each side. */
function quote(
  side: LegSide,
  dollars: bigint,
  tokenIsToken0: boolean,
): ReturnType<typeof quoteSwap> {
  const sqrtPriceLimitX96 = sqrtPriceLimit({
    side,
    tokenIsToken0,
    price: PRICE,
    usdcPrice: USDC_PRICE,
    worst: WORST,
  });
  return quoteSwap({
    pool: poolAt(PRICE, 10n ** 24n, tokenIsToken0),
    side,
    amount: dollars * 10n ** 18n,
    sqrtPriceLimitX96,
  });
}

describe("quoteSwap", () => {
  for (const tokenIsToken0 of [true, false]) {
    it(`charges fee and impact, the component being token${tokenIsToken0 ? 0 : 1}`, () => {
      // x * y = k with 1,000,000 a side: 1,000 sold less 0.3 % bring 997 / 1.000997
      expect(Number(quote("sell", 1_000n, tokenIsToken0).usdc)).to.be.within(
        996_006_979,
        996_006_982,
      );
      // 1,000 bought cost 1,000 / 0.999, and 0.3 % of what goes in
      expect(Number(quote("buy", 1_000n, tokenIsToken0).usdc)).to.be.within(
        1_004_013_040,
        1_004_013_043,
      );
    });

    it(`stops at the worst price, the component being token${tokenIsToken0 ? 0 : 1}`, () => {
      const sale = quote("sell", 100_000n, tokenIsToken0);
      expect(Number(sale.amount / 10n ** 18n)).to.be.within(7_600, 7_650); // 1 / sqrt(0.985) - 1 of a million, and the fee
      const purchase = quote("buy", 100_000n, tokenIsToken0);
      expect(Number(purchase.amount / 10n ** 18n)).to.be.within(7_400, 7_450); // 1 - 1 / sqrt(1.015)
    });
  }

  it("never pays a round trip", () => {
    const random = seededRandom(5n);
    for (let at = 0; at < 200; at += 1) {
      const dollars = 1n + random(5_000n);
      const tokenIsToken0 = random(2n) === 0n;
      expect(
        quote("sell", dollars, tokenIsToken0).usdc < quote("buy", dollars, tokenIsToken0).usdc,
      ).to.equal(true);
    }
  });

  it("moves nothing where there is no liquidity, or the price is past the limit", () => {
    const pool = poolAt(PRICE, 10n ** 24n, true);
    expect(
      quoteSwap({
        pool: { ...pool, liquidity: 0n },
        side: "sell",
        amount: 1n,
        sqrtPriceLimitX96: 1n,
      }).usdc,
    ).to.equal(0n);
    expect(
      quoteSwap({ pool, side: "sell", amount: 10n ** 18n, sqrtPriceLimitX96: pool.sqrtPriceX96 })
        .amount,
    ).to.equal(0n);
  });
});
