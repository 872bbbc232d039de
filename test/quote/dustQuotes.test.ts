import { expect } from "chai";
import { getAddress } from "viem";
import { NoRouteError } from "@sheaf/sdk/quote/errors";
import { poolKey } from "@sheaf/sdk/uniswapV3/poolKey";
import { quoteBuy } from "@sheaf/sdk/quote/quoteBuy";
import { quoteSell } from "@sheaf/sdk/quote/quoteSell";
import type { QuoteState } from "@sheaf/sdk/quote/quoteState";
import { readQuoteState } from "@sheaf/sdk/quote/readQuoteState";

import { layDust } from "../fixtures/layDust.ts";
import { openPool } from "../fixtures/openPool.ts";
import { routerFixture } from "../fixtures/routerFixture.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import { usd } from "../market/usd.ts";
import { countingClient } from "./countingClient.ts";

const WAD = 10n ** 18n;
const FEE = 500; // {1e6} the cheapest pool of the component, and the shallowest
const SPACING = 10;
const COUNT = 100; // positions of dust, of two ticks each
const DOLLARS = 2_000n; // {usd} on each side over the full range
const NEARBY = 20n; // as much again, so many times, within two spacings of the price
const SLIPPAGE = WAD / 2n; // wide: the quote is tested, not its limits
const SHARES = 160n * WAD;

describe("Quotes through a pool full of dust", () => {
  const use = useFixture(routerFixture);

  async function read(): Promise<QuoteState> {
    const { provider, lens, vault, weth } = use();
    const { client } = countingClient(provider);
    return readQuoteState({
      client,
      lens: getAddress(await lens.getAddress()),
      vault: getAddress(await vault.getAddress()),
      weth: getAddress(await weth.getAddress()),
    });
  }

  /** A pool that a quote prefers until its depth near the price is used up, and dust on one side of it. */
  async function prepare(sign: number, nearest: number): Promise<void> {
    const fixture = use();
    const { maker, odd, usdc } = fixture;
    const priced = [
      { token: await odd.getAddress(), decimals: 18, price: usd("1") },
      { token: await usdc.getAddress(), decimals: 6, price: usd("1") },
    ] as const;
    const pool = await openPool(fixture, maker, priced, FEE, DOLLARS);
    const { pools } = await read();
    const state = pools.get(
      poolKey(getAddress(priced[0].token), getAddress(priced[1].token), FEE),
    )!;
    const base = Math.floor(state.tick / SPACING) * SPACING;
    await odd.mint(maker, DOLLARS * WAD);
    await usdc.mint(maker, DOLLARS * 10n ** 6n);
    const around = [base - 2 * SPACING, base + 3 * SPACING] as const;
    await maker.provide(pool, ...around, NEARBY * state.liquidity);
    const span = (2 * COUNT - 1) * SPACING;
    const from = base + (sign > 0 ? nearest : -nearest - span);
    await layDust(maker, pool, { from, spacing: SPACING, count: COUNT });
  }

  const near = (a: bigint, b: bigint): boolean => (a > b ? a - b : b - a) * 1_000n <= b;
  it("names the component of which no pool gives so much", async () => {
    const state = await read();
    const usdc = 10n ** 16n;
    const refused = (): unknown => quoteBuy({ state, usdc, slippage: SLIPPAGE });
    expect(refused).to.throw(
      NoRouteError,
      /^0x.{40} cannot be bought: its pools are too far from the oracle/,
    );
  });

  for (const [side, sign] of [
    ["below", -1],
    ["above", 1],
  ] as const) {
    for (const [where, nearest] of [
      ["far from", 950],
      ["next to", 40],
    ] as const) {
      it(`V-12 V-9 buys within a thousandth of the quote after ${COUNT} dust positions ${side} and ${where} the price`, async () => {
        await prepare(sign, nearest);
        const { vault, router, usdc, signers, networkHelpers } = use();
        const state = await read();
        const budget = 3_050n * 10n ** 6n;
        const usdcAtMost = (budget * (WAD + SLIPPAGE)) / WAD;
        const quote = quoteBuy({ state, usdc: usdcAtMost, slippage: SLIPPAGE });
        const had = await usdc.balanceOf(signers.bob);
        await usdc.connect(signers.bob).approve(router, quote.limit);
        await router.connect(signers.bob).buy({
          vault,
          shares: quote.shares,
          maxUsdc: quote.limit,
          receiver: signers.bob,
          deadline: BigInt(await networkHelpers.time.latest()) + 600n,
          basketId: quote.basketId,
          legs: [...quote.legs],
        });
        const spent = had - (await usdc.balanceOf(signers.bob));
        expect(near(spent, quote.usdc), `${spent} for ${quote.usdc}`).to.equal(true);
      });

      it(`V-12 V-9 sells within a thousandth of the quote after ${COUNT} dust positions ${side} and ${where} the price`, async () => {
        await prepare(sign, nearest);
        const { vault, router, usdc, signers, networkHelpers } = use();
        const state = await read();
        const offer = quoteSell({ state, shares: SHARES, slippage: SLIPPAGE });
        const before = await usdc.balanceOf(signers.alice);
        await vault.connect(signers.alice).approve(router, SHARES);
        await router.connect(signers.alice).sell({
          vault,
          shares: SHARES,
          minUsdc: offer.limit,
          receiver: signers.alice,
          deadline: BigInt(await networkHelpers.time.latest()) + 600n,
          basketId: offer.basketId,
          skip: 0n,
          legs: [...offer.legs],
        });
        const received = (await usdc.balanceOf(signers.alice)) - before;
        expect(near(received, offer.usdc), `${received} for ${offer.usdc}`).to.equal(true);
      });
    }
  }
});
