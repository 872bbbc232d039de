import { expect } from "chai";
import type { Address } from "viem";

import type { QuoteState } from "../../src/quote/quoteState.ts";
import { routeLegs } from "../../src/quote/routeLegs.ts";
import { summarizeQuote } from "../../src/quote/summarizeQuote.ts";
import type { Pool } from "../../src/uniswapV3/pool.ts";
import { poolKey } from "../../src/uniswapV3/poolKey.ts";
import { sqrtPriceAtTick } from "../../src/uniswapV3/sqrtPriceAtTick.ts";

const WAD = 10n ** 18n;
const UNIT = 10n ** 6n; // {tok} a whole token, of USDC too
const PRICE = 10n ** 48n; // {uoa} per 1e36 {tok}: a dollar
const tokenOf = (digit: string): Address => `0x${digit.repeat(40)}`;
const [USDC, WETH, ALPHA, BETA] = [tokenOf("1"), tokenOf("2"), tokenOf("3"), tokenOf("4")];
const mark = (tick: number, liquidityNet: bigint): Pool["ticks"][number] => ({
  tick,
  liquidityNet,
});

/** At a price of one, a million of liquidity from -60 to 60 and as much again from -6,000 to 6,000. */
const pool: Pool = {
  address: "0x0000000000000000000000000000000000000009",
  fee: 3_000n,
  tickSpacing: 60,
  sqrtPriceX96: sqrtPriceAtTick(0),
  tick: 0,
  liquidity: 2_000_000n * UNIT,
  lowest: -3_000,
  highest: 3_000,
  ticks: [mark(-60, 1_000_000n * UNIT), mark(60, -1_000_000n * UNIT)],
};

/** alpha trades against USDC, beta against WETH alone. */
const state: QuoteState = {
  blockNumber: 1n,
  vault: tokenOf("5"),
  usdc: USDC,
  weth: WETH,
  supply: WAD,
  streamingRate: 0n,
  issuanceFee: 0n,
  basketId: 1n,
  components: [ALPHA, BETA, USDC].map((token) => ({
    token,
    readable: true,
    held: WAD,
    pendingShares: 0n,
    price: PRICE,
  })),
  navPerShare: WAD,
  navComplete: true,
  pools: new Map([
    [poolKey(ALPHA, USDC, 3_000), pool],
    [poolKey(BETA, WETH, 3_000), pool],
    [poolKey(WETH, USDC, 500), pool],
  ]),
};

const routed = (alpha: bigint, beta: bigint): ReturnType<typeof routeLegs> =>
  routeLegs({ state, amounts: [alpha * UNIT, beta * UNIT, 0n], worst: WAD, minimum: 1n });
const gasOf = (alpha: bigint, beta: bigint): bigint =>
  summarizeQuote({ state, side: "sell", shares: WAD, total: routed(alpha, beta) }).gas;

describe("routeLegs", () => {
  it("counts the swaps of each way, and the initialized ticks that they cross", () => {
    const counts = (alpha: bigint, beta: bigint): number[] => {
      const { hops, crossedUp, crossedDown } = routed(alpha, beta);
      return [hops, crossedUp, crossedDown];
    };
    expect(counts(100n, 100n)).to.deep.equal([3, 0, 0]);
    expect(counts(50_000n, 100n)).to.deep.equal([3, 1, 0]);
    expect(counts(100n, 50_000n)).to.deep.equal([3, 2, 0]); // in both pools of the way through WETH
    expect(counts(-50_000n, -50_000n)).to.deep.equal([3, 0, 3]);
    expect(counts(0n, 50_000n)).to.deep.equal([2, 2, 0]);
  });

  it("lets a quote's gas grow by what crossing a tick costs", () => {
    expect(gasOf(50_000n, 100n) - gasOf(100n, 100n)).to.equal(54_000n);
    expect(gasOf(50_000n, 50_000n) - gasOf(100n, 100n)).to.equal(162_000n);
    expect(gasOf(-50_000n, 100n) - gasOf(100n, 100n)).to.equal(32_000n);
  });
});
