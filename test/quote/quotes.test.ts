import { expect } from "chai";
import { getAddress } from "viem";
import { quoteBuy } from "@sheaf/sdk/quote/quoteBuy";
import { quoteSell } from "@sheaf/sdk/quote/quoteSell";
import { readQuoteState } from "@sheaf/sdk/quote/readQuoteState";

import { useFixture } from "../fixtures/useFixture.ts";
import { countingClient } from "./countingClient.ts";
import { hundredFixture } from "./hundredFixture.ts";

const USDC = 10n ** 6n;
const WAD = 10n ** 18n;
const SLIPPAGE = WAD / 200n;
const CAP = 2n ** 24n; // {gas} of a transaction

describe("Quotes of an index of a hundred components", () => {
  const use = useFixture(hundredFixture);

  async function read() {
    const { provider, lens, vault, weth } = use();
    const { client, count } = countingClient(provider);
    const state = await readQuoteState({
      client,
      lens: getAddress(await lens.getAddress()),
      vault: getAddress(await vault.getAddress()),
      weth: getAddress(weth),
    });
    return { state, requests: count() };
  }

  for (const dollars of [10n, 1_000n, 50_000n]) {
    it(`V-12 V-9 buys and sells for $${dollars} within a thousandth of the quote, in five requests, under the gas cap`, async () => {
      const { vault, router, usdc, signers } = use();
      const { state, requests } = await read();
      expect(requests <= 5, `${requests} requests`).to.equal(true);
      const quote = quoteBuy({ state, usdc: dollars * USDC, slippage: SLIPPAGE });
      expect(quote.limit).to.equal(dollars * USDC);

      const had = await usdc.balanceOf(signers.bob);
      await usdc.connect(signers.bob).approve(router, quote.limit);
      const bought = await router.connect(signers.bob).buy(
        {
          vault,
          shares: quote.shares,
          maxUsdc: quote.limit,
          receiver: signers.bob,
          deadline: 2n ** 64n,
          basketId: quote.basketId,
          legs: [...quote.legs],
        },
        { gasLimit: CAP },
      );
      const spent = had - (await usdc.balanceOf(signers.bob));
      expect(near(spent, quote.usdc), `${spent} for ${quote.usdc}`).to.equal(true);
      const gas = (await bought.wait())!.gasUsed;
      expect(gas <= quote.gas, `${gas} of ${quote.gas}`).to.equal(true);

      const { state: later } = await read();
      const offer = quoteSell({ state: later, shares: quote.shares, slippage: SLIPPAGE });
      expect([offer.inKind, offer.claims]).to.deep.equal([[], []]);
      const before = await usdc.balanceOf(signers.bob);
      await vault.connect(signers.bob).approve(router, quote.shares);
      const sold = await router.connect(signers.bob).sell(
        {
          vault,
          shares: quote.shares,
          minUsdc: offer.limit,
          receiver: signers.bob,
          deadline: 2n ** 64n,
          basketId: offer.basketId,
          skip: 0n,
          legs: [...offer.legs],
        },
        { gasLimit: CAP },
      );
      const received = (await usdc.balanceOf(signers.bob)) - before;
      expect(near(received, offer.usdc), `${received} for ${offer.usdc}`).to.equal(true);
      expect(received < spent).to.equal(true);
      const soldGas = (await sold.wait())!.gasUsed;
      expect(soldGas <= offer.gas, `${soldGas} of ${offer.gas}`).to.equal(true);
    });
  }

  it("says what the shares are worth, what pools take, and what the size costs", async () => {
    const { state } = await read();
    const small = quoteBuy({ state, usdc: 10n * USDC, slippage: SLIPPAGE });
    const large = quoteBuy({ state, usdc: 50_000n * USDC, slippage: SLIPPAGE });
    for (const quote of [small, large]) {
      expect(quote.valueComplete).to.equal(true);
      expect(quote.poolFee > 0n && quote.poolFee < quote.usdc / 200n).to.equal(true);
      expect(quote.cost! > 0n).to.equal(true);
    }
    expect(large.impact > small.impact).to.equal(true);
  });

  const near = (a: bigint, b: bigint): boolean => (a > b ? a - b : b - a) * 1_000n <= b;
});
