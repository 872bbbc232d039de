import { expect } from "chai";
import { TooLittleError } from "@sheaf/sdk/quote/errors";
import { quoteBuy } from "@sheaf/sdk/quote/quoteBuy";
import { quoteSell } from "@sheaf/sdk/quote/quoteSell";
import type { QuoteState } from "@sheaf/sdk/quote/quoteState";
import { readQuoteState } from "@sheaf/sdk/quote/readQuoteState";

import { STREAMING, feeTerms, raiseFees } from "../fixtures/feeTerms.ts";
import { openPool } from "../fixtures/openPool.ts";
import { routerFixture } from "../fixtures/routerFixture.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import { moveMarket } from "../../market/moveMarket.ts";
import { ROWS } from "../fixtures/indexFixture.ts";
import { usd } from "../market/usd.ts";
import { buyAt, sellAt, sourcesOf } from "./executeQuote.ts";
import { partsOf } from "./partsOf.ts";

const WAD = 10n ** 18n;
const USDC = 10n ** 6n;
const SLIPPAGE = WAD / 200n;

describe("Quotes at the edges", () => {
  const use = useFixture(routerFixture);

  const read = async (): Promise<QuoteState> => readQuoteState((await sourcesOf(use())).sources);

  it("gives a component of which nothing is held a way, for what somebody may give the index of it", async () => {
    const { odd, vault, signers, networkHelpers, ethers, components } = use();
    await networkHelpers.impersonateAccount(vault.target as string);
    await networkHelpers.setBalance(vault.target as string, WAD);
    const owner = await ethers.getSigner(vault.target as string);
    await odd.connect(owner).transfer(signers.stranger, await odd.balanceOf(vault));

    const quote = quoteBuy({ state: await read(), usdc: 100n * USDC, slippage: SLIPPAGE });
    const leg = partsOf(quote.legs[components.indexOf(await odd.getAddress())]);
    expect([leg.fee, leg.wethFee, leg.limit]).to.deep.equal([3_000, 0, USDC / 2n + 1n]);
    await odd.mint(vault, 1n);
    const spent = await buyAt(use(), quote);
    expect(spent >= quote.usdc && spent <= quote.usdc + 2n).to.equal(true);
  });

  it("refuses a budget that pays for no shares", async () => {
    const state = await read();
    for (const usdc of [0n, 1n, 5n])
      expect(() => quoteBuy({ state, usdc, slippage: SLIPPAGE })).to.throw(
        TooLittleError,
        /USDC do not pay for any shares/,
      );
    expect(quoteBuy({ state, usdc: 20n * USDC, slippage: SLIPPAGE }).shares > 0n).to.equal(true);
  });

  it("sells through whichever pool of WETH and USDC is deepest", async () => {
    const { maker, weth, usdc, hop, pools, components, ethers } = use();
    const pair = [
      { token: await weth.getAddress(), decimals: 18, price: usd("2000") },
      { token: await usdc.getAddress(), decimals: 6, price: usd("1") },
    ] as const;
    const shallow = new ethers.Contract(
      pools.weth,
      ["function liquidity() view returns (uint128)"],
      ethers.provider,
    );
    const liquidity = (await shallow.getFunction("liquidity")()) as bigint;
    await maker.withdraw(pools.weth, -887_270, 887_270, (liquidity * 9_999n) / 10_000n);
    await openPool(use(), maker, pair, 3_000, 10_000_000n);
    const quote = quoteSell({ state: await read(), shares: 100n * WAD, slippage: SLIPPAGE });
    const at = components.indexOf(await hop.getAddress());
    expect(partsOf(quote.legs[at])).to.include({ fee: 3_000, wethFee: 3_000 });
    expect(quote.inKind).to.deep.equal([]);
    expect(await sellAt(use(), quote)).to.equal(quote.usdc);
  });

  it("keeps a sale's limit while fees stream, without any slippage", async () => {
    const { signers, networkHelpers, registry, market, odd, weth, ethers } = use();
    await raiseFees(use(), feeTerms([signers.stranger, signers.guardian], { issuanceFee: 0n }));
    await moveMarket(market, ROWS);
    for (const token of [odd, weth]) {
      const { feed } = await registry.feedOf(token);
      const aggregator = await ethers.getContractAt("MockAggregator", feed);
      await aggregator.setAnswer(await aggregator.answer());
    }
    const state = await read();
    expect(state.streamingRate).to.equal(STREAMING);
    const quote = quoteSell({ state, shares: 100n * WAD, slippage: 0n, worst: WAD / 20n });
    await networkHelpers.time.increase(500);
    const received = await sellAt(use(), quote);
    expect(received >= quote.limit && received - quote.limit <= 1_000n, `${received}`).to.equal(
      true,
    );
  });
});
