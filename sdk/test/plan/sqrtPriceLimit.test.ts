import { expect } from "chai";
import { sqrtPriceLimit } from "../../src/plan/sqrtPriceLimit.ts";
import { squareRoot } from "../../src/units/squareRoot.ts";
import { WAD } from "../../src/units/wad.ts";

const USDC = 10n ** 48n; // {uoa} per 1e36 {usdc}
const WORST = WAD / 50n; // 2 %
const LOWEST = 4295128740n;
const HIGHEST = 1461446703485210103287273052203988822378723970341n;

const limit = (side: "sell" | "buy", tokenIsToken0: boolean, price: bigint): bigint =>
  sqrtPriceLimit({ side, tokenIsToken0, price, usdcPrice: USDC, worst: WORST });

describe("sqrtPriceLimit", () => {
  const price = 7n * USDC; // seven USDC units for one of the token

  it("is the oracle's price less the worst for a sale, and more for a purchase", () => {
    // token1 per token0: USDC per token, or its inverse. Where the price falls the limit is rounded up, else down.
    expect(limit("sell", true, price)).to.equal(squareRoot(((7n * 98n) << 192n) / 100n) + 1n);
    expect(limit("buy", true, price)).to.equal(squareRoot(((7n * 102n) << 192n) / 100n));
    expect(limit("sell", false, price)).to.equal(squareRoot((100n << 192n) / (7n * 98n)));
    expect(limit("buy", false, price)).to.equal(squareRoot((100n << 192n) / (7n * 102n)) + 1n);
  });

  it("stays within what Uniswap accepts", () => {
    expect(limit("sell", true, 1n)).to.equal(LOWEST);
    expect(limit("sell", false, 1n)).to.equal(HIGHEST);
    expect(limit("buy", true, USDC ** 2n)).to.equal(HIGHEST);
    expect(limit("buy", false, USDC ** 2n)).to.equal(LOWEST);
  });
});
