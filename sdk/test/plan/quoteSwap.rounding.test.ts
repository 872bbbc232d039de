import { expect } from "chai";
import { flatPool } from "../../src/uniswapV3/flatPool.ts";
import { quoteSwap } from "../../src/plan/quoteSwap.ts";

const Q = 1n << 96n;
const ALL = 10n ** 30n; // more than any of these pools takes

/** Ten of liquidity and no fee: between the roots 2 and 3 lie 10 / 2 - 10 / 3 = 1.67 of token0 and 10 of token1. */
function swap(
  side: "sell" | "buy",
  tokenIsToken0: boolean,
  [from, to]: readonly [bigint, bigint],
  { amount = ALL, liquidity = 10n }: { readonly amount?: bigint; readonly liquidity?: bigint } = {},
): readonly [amount: bigint, usdc: bigint] {
  const flat = flatPool({
    address: "0x0000000000000000000000000000000000000001",
    fee: 0n,
    sqrtPriceX96: from,
    liquidity,
  });
  const pool = { ...flat, tokenIsToken0 };
  const quote = quoteSwap({ pool, side, amount, sqrtPriceLimitX96: to });
  return [quote.amount, quote.usdc];
}

describe("quoteSwap, to a unit", () => {
  it("rounds what comes in up and what goes out down", () => {
    expect(swap("sell", true, [3n * Q, 2n * Q])).to.deep.equal([2n, 10n]);
    expect(swap("buy", true, [2n * Q, 3n * Q])).to.deep.equal([1n, 10n]);
    expect(swap("sell", false, [2n * Q, 3n * Q])).to.deep.equal([10n, 1n]);
    expect(swap("buy", false, [3n * Q, 2n * Q])).to.deep.equal([10n, 2n]);
  });

  it("does so on the other side too, where a quarter of a root is 2.5 of token1", () => {
    const near = 2n * Q + Q / 4n;
    expect(swap("sell", true, [near, 2n * Q])[1]).to.equal(2n);
    expect(swap("buy", true, [2n * Q, near])[1]).to.equal(3n);
    expect(swap("sell", false, [2n * Q, near])[0]).to.equal(3n);
    expect(swap("buy", false, [near, 2n * Q])[0]).to.equal(2n);
  });

  it("moves nothing at or past its limit, for no amount, or in an empty pool", () => {
    const nothing = [0n, 0n];
    for (const tokenIsToken0 of [true, false])
      for (const side of ["sell", "buy"] as const) {
        const falls = tokenIsToken0 === (side === "sell");
        const beyond = falls ? 3n * Q : Q;
        const ahead = falls ? Q : 3n * Q;
        expect(swap(side, tokenIsToken0, [2n * Q, beyond])).to.deep.equal(nothing);
        expect(swap(side, tokenIsToken0, [2n * Q, 2n * Q])).to.deep.equal(nothing);
        for (const rest of [{ amount: 0n }, { amount: -5n }, { liquidity: 0n }])
          expect(swap(side, tokenIsToken0, [2n * Q, ahead], rest)).to.deep.equal(nothing);
      }
  });
});
