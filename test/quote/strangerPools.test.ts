import { expect } from "chai";
import type { Address } from "viem";
import { NoRouteError } from "@sheaf/sdk/quote/errors";
import { quoteBuy } from "@sheaf/sdk/quote/quoteBuy";
import { quoteSell } from "@sheaf/sdk/quote/quoteSell";
import type { SellQuote } from "@sheaf/sdk/quote/quoteSell";
import type { Quote } from "@sheaf/sdk/quote/quote";
import { readQuote } from "@sheaf/sdk/quote/readQuote";
import { readQuoteState } from "@sheaf/sdk/quote/readQuoteState";

import { layDust } from "../fixtures/layDust.ts";
import { openPool } from "../fixtures/openPool.ts";
import type { Priced } from "../fixtures/openPool.ts";
import { routerFixture } from "../fixtures/routerFixture.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import { usd } from "../market/usd.ts";
import { buyAt, sellAt, sourcesOf } from "./executeQuote.ts";
import { partsOf } from "./partsOf.ts";

const WAD = 10n ** 18n;
const USDC = 10n ** 6n;
const SLIPPAGE = WAD / 200n;
const LAST = 887_220; // {tick}

describe("Quotes beside pools that strangers make", () => {
  const use = useFixture(routerFixture);

  const sell = async (shares: bigint): Promise<SellQuote> =>
    readQuote((await sourcesOf(use())).sources, (state) =>
      quoteSell({ state, shares, slippage: SLIPPAGE }),
    );
  const buy = async (usdc: bigint): Promise<Quote> =>
    readQuote((await sourcesOf(use())).sources, (state) =>
      quoteBuy({ state, usdc, slippage: SLIPPAGE }),
    );
  const refusalOf = async (usdc: bigint): Promise<NoRouteError> => {
    try {
      await buy(usdc);
    } catch (error) {
      if (error instanceof NoRouteError) return error;
      throw error;
    }
    throw new Error("The purchase is quoted.");
  };
  const oddAt = async (): Promise<number> => {
    const { components, odd } = use();
    return components.indexOf(await odd.getAddress());
  };
  /** The odd component against USDC or WETH, at its price times `numerator` / `denominator`. */
  async function openOdd(
    other: "usdc" | "weth",
    fee: number,
    dollars: bigint,
    [numerator, denominator]: readonly [bigint, bigint] = [1n, 1n],
  ): Promise<string> {
    const { odd, usdc, weth, maker } = use();
    const price = (usd("1") * numerator) / denominator;
    const component: Priced = { token: await odd.getAddress(), decimals: 18, price };
    const paid: Priced =
      other === "usdc"
        ? { token: await usdc.getAddress(), decimals: 6, price: usd("1") }
        : { token: await weth.getAddress(), decimals: 18, price: usd("2000") };
    return openPool(use(), maker, [component, paid], fee, dollars);
  }
  /** Takes the honest pool's depth away. */
  async function drainOdd(): Promise<void> {
    const { maker, pools, ethers } = use();
    const read = ["function liquidity() view returns (uint128)"];
    const pool = new ethers.Contract(pools.odd, read, ethers.provider);
    await maker.withdraw(pools.odd, -LAST, LAST, (await pool.getFunction("liquidity")()) as bigint);
  }

  it("quotes a sale beside a pool in which a component is worth nothing", async () => {
    const before = await sell(10n * WAD);
    await openOdd("weth", 10_000, 1n, [1n, 10n ** 18n]);
    const after = await sell(10n * WAD);
    expect(after.usdc).to.equal(before.usdc);
    expect(await sellAt(use(), after)).to.equal(after.usdc);
  });

  for (const denominator of [100n, 10n ** 12n]) {
    it(`gives a component in kind where its only depth is a stranger's, at 1/${denominator} of its price`, async () => {
      await drainOdd();
      await openOdd("usdc", 500, 100n, [1n, denominator]);
      const quote = await sell(100n * WAD);
      const { odd, signers } = use();
      const component = (await odd.getAddress()) as Address;
      expect(quote.inKind.map((leg) => [leg.component, leg.reason])).to.deep.equal([
        [component, "worse than the oracle"],
      ]);
      expect(quote.inKindValue / WAD).to.equal(100n);
      expect(quote.deviation! < WAD / 50n).to.equal(true);

      const had = await odd.balanceOf(signers.alice);
      expect(await sellAt(use(), quote)).to.equal(quote.usdc);
      expect((await odd.balanceOf(signers.alice)) - had).to.equal(100n * WAD);
    });
  }

  it("refuses a purchase where a component's only depth is a stranger's, at a hundred times its price", async () => {
    await drainOdd();
    await openOdd("usdc", 500, 100_000n, [100n, 1n]);
    const error = await refusalOf(1_000n * USDC);
    expect(error.component).to.equal(await use().odd.getAddress());
    expect(error.reason).to.equal("worse than the oracle");
    expect(error.message).to.match(/too far from the oracle's price, by \d+\.\d % at best/);
  });

  it("shows how much worse than the oracle each swap is, and gives each a limit", async () => {
    const quote = await sell(10n * WAD);
    const at = await oddAt();
    const swapped = quote.legs.filter((leg) => partsOf(leg).fee > 0);
    expect(swapped.length).to.equal(quote.deviations.filter((each) => each !== undefined).length);
    for (const leg of swapped) expect(partsOf(leg).limit > 0n).to.equal(true);
    // A pool of 0.3 %, deep enough for ten dollars.
    expect(Number(quote.deviations[at])).to.be.within(3e15, 3.1e15);
    const { sources } = await sourcesOf(use());
    const state = await readQuoteState(sources);
    const strict = quoteSell({ state, shares: 10n * WAD, slippage: SLIPPAGE, worst: WAD / 400n });
    expect(strict.inKind.map(({ component }) => component)).to.include(use().components[at]);
  });

  it("gives every swap a limit at the widest slippage too, and refuses a wider one", async () => {
    const { sources } = await sourcesOf(use());
    const state = await readQuoteState(sources);
    const { legs } = quoteSell({ state, shares: WAD, slippage: WAD / 2n });
    for (const leg of legs.map(partsOf)) expect(leg.fee === 0 || leg.limit > 0n).to.equal(true);
    for (const slippage of [-1n, WAD / 2n + 1n]) {
      const message = /A slippage of .* % is not usable: give 0 % to 50 %/;
      expect(() => quoteSell({ state, shares: WAD, slippage })).to.throw(message);
      expect(() => quoteBuy({ state, usdc: USDC, slippage })).to.throw(message);
    }
  });

  it("gives a component in kind that is worth too little for a limit", async () => {
    const quote = await sell(WAD / 10n ** 6n);
    expect(quote.inKind.every(({ reason }) => reason === "too small")).to.equal(true);
    expect(quote.inKind.length > 0).to.equal(true);
    for (const leg of quote.legs.map(partsOf))
      expect(leg.fee === 0 || leg.limit > 0n).to.equal(true);
  });

  it("sells by a honest pool behind dust, and gives nothing to a stranger's pool at no price", async () => {
    await drainOdd();
    const honest = await openOdd("usdc", 500, 2_000n);
    await openOdd("usdc", 10_000, 1n, [1n, 10n ** 12n]);
    const { odd, usdc, maker, ethers } = use();
    const sign = BigInt(await odd.getAddress()) < BigInt(await usdc.getAddress()) ? -1 : 1;
    const slot = ["function slot0() view returns (uint160, int24)"];
    const [, tick] = (await new ethers.Contract(honest, slot, ethers.provider).getFunction(
      "slot0",
    )()) as [bigint, bigint];
    const base = Math.floor(Number(tick) / 10) * 10;
    const from = sign < 0 ? base - 640 : base + 20;
    await layDust(maker, honest, { from, spacing: 10, count: 32 });

    const at = await oddAt();
    const small = await sell(20n * WAD);
    expect([small.inKind, partsOf(small.legs[at]).fee]).to.deep.equal([[], 500]);
    expect(await sellAt(use(), small)).to.equal(small.usdc);
    // Past its worst price the honest pool is none, and the stranger's never is.
    const large = await sell(200n * WAD);
    expect(large.inKind.map(({ component, reason }) => [component, reason])).to.deep.equal([
      [await odd.getAddress(), "worse than the oracle"],
    ]);
  });

  it("reads more of a pool in which dust hides the depth that a purchase needs", async () => {
    await drainOdd();
    const honest = await openOdd("usdc", 500, 2_000n);
    await openOdd("usdc", 10_000, 100_000n, [100n, 1n]);
    const { odd, usdc, maker, ethers } = use();
    const rises = BigInt(await odd.getAddress()) < BigInt(await usdc.getAddress());
    const slot = ["function slot0() view returns (uint160, int24)"];
    const [, tick] = (await new ethers.Contract(honest, slot, ethers.provider).getFunction(
      "slot0",
    )()) as [bigint, bigint];
    const base = Math.floor(Number(tick) / 10) * 10;
    await layDust(maker, honest, {
      from: rises ? base + 20 : base - 1_000,
      spacing: 10,
      count: 49,
    });

    const { sources, count } = await sourcesOf(use());
    const order = { usdc: 1_340n * USDC, slippage: SLIPPAGE };
    const state = await readQuoteState(sources);
    expect(() => quoteBuy({ state, ...order })).to.throw(NoRouteError, /not read far enough/);
    const before = count();
    const quote = await readQuote(sources, (read) => quoteBuy({ state: read, ...order }));
    expect(count() - before <= 5).to.equal(true);
    expect(partsOf(quote.legs[await oddAt()]).fee).to.equal(500);
    expect(await buyAt(use(), quote)).to.equal(quote.usdc);
  });
});
