import { expect } from "chai";
import type { Contract } from "ethers";
import { quoteSell } from "@sheaf/sdk/quote/quoteSell";
import type { SellQuote } from "@sheaf/sdk/quote/quoteSell";
import { readQuote } from "@sheaf/sdk/quote/readQuote";

import { layDust } from "../fixtures/layDust.ts";
import { openPool } from "../fixtures/openPool.ts";
import { routerFixture } from "../fixtures/routerFixture.ts";
import { useFixture } from "../fixtures/useFixture.ts";
import { usd } from "../market/usd.ts";
import { sellAt, sourcesOf } from "./executeQuote.ts";
import { partsOf } from "./partsOf.ts";

const WAD = 10n ** 18n;
const CHEAP = 100; // {1e6} of the cheapest tier, whose ticks are one apart
const DEAR = 500; // {1e6}
const COUNT = 40; // positions of dust, of two ticks each
const SHARES = 80n * WAD;

describe("Quotes of sales that cross many ticks", () => {
  const use = useFixture(routerFixture);

  const sell = async (): Promise<SellQuote> =>
    readQuote((await sourcesOf(use())).sources, (state) =>
      quoteSell({ state, shares: SHARES, slippage: WAD / 200n }),
    );

  /** A cheap pool of the component and WETH in which fees have grown, and a dearer one at 98 % of its price. */
  async function openPools(): Promise<string> {
    const { market, maker, odd, weth, signers, pools } = use();
    const enabling = market.factory.connect(signers.deployer) as Contract & {
      enableFeeAmount(fee: number, spacing: number): Promise<unknown>;
    };
    await enabling.enableFeeAmount(CHEAP, 1);
    const component = { token: await odd.getAddress(), decimals: 18, price: usd("1") };
    const wrapped = { token: await weth.getAddress(), decimals: 18, price: usd("2000") };
    const cheap = await openPool(use(), maker, [component, wrapped], CHEAP, 8_000n);
    const worse = { ...component, price: usd("0.98") };
    await openPool(use(), maker, [worse, wrapped], DEAR, 1_000_000n);
    await empty(pools.odd, 887_220);
    const price = (await stateOf(cheap))[0];
    await maker.swap(cheap, true, WAD / 10n ** 6n, price / 2n);
    await maker.swap(cheap, false, WAD / 10n ** 6n, price * 2n);
    return cheap;
  }

  /** Takes all out of a pool whose liquidity lies between the outermost ticks. */
  async function empty(pool: string, outermost: number): Promise<void> {
    const { maker, ethers } = use();
    const read = ["function liquidity() view returns (uint128)"];
    const liquidity = new ethers.Contract(pool, read, ethers.provider).getFunction("liquidity");
    await maker.withdraw(pool, -outermost, outermost, (await liquidity()) as bigint);
  }

  async function stateOf(pool: string): Promise<readonly [price: bigint, tick: number]> {
    const { ethers } = use();
    const read = ["function slot0() view returns (uint160, int24)"];
    const slot0 = new ethers.Contract(pool, read, ethers.provider).getFunction("slot0");
    const [price, tick] = (await slot0()) as [bigint, bigint];
    return [price, Number(tick)];
  }

  it("takes another pool where dust would cost a leg more gas than the router gives", async () => {
    const cheap = await openPools();
    const { odd, weth, maker, components, router } = use();
    const at = components.indexOf(await odd.getAddress());
    const before = await sell();
    expect(partsOf(before.legs[at]).fee).to.equal(CHEAP);

    const [, tick] = await stateOf(cheap);
    const falls = BigInt(await odd.getAddress()) < BigInt(await weth.getAddress());
    const from = falls ? tick - 2 * COUNT : tick + 2;
    await layDust(maker, cheap, { from, spacing: 1, count: COUNT });
    const quote = await sell();
    expect(partsOf(quote.legs[at]).fee).to.equal(DEAR);
    expect(quote.usdc < before.usdc).to.equal(true);
    expect(await sellAt(use(), quote)).to.equal(quote.usdc);
    expect(await router.queryFilter(router.filters.LegSkipped(), -1)).to.deep.equal([]);
  });

  it("gives a component in kind where every pool crosses too many ticks", async () => {
    const cheap = await openPools();
    const { odd, maker, components } = use();
    const at = components.indexOf(await odd.getAddress());
    const [, tick] = await stateOf(cheap);
    await layDust(maker, cheap, { from: tick - 2 * COUNT, spacing: 1, count: COUNT });
    await layDust(maker, cheap, { from: tick + 2, spacing: 1, count: COUNT });
    const { sources } = await sourcesOf(use());
    const quote = await readQuote(sources, (state) =>
      quoteSell({ state, shares: SHARES, slippage: WAD / 200n, worst: WAD / 80n }),
    );
    expect(partsOf(quote.legs[at]).fee).to.equal(0);
    const missing = quote.inKind.find(({ component }) => component === components[at]);
    expect(missing?.reason).to.equal("too much gas");
    expect(await sellAt(use(), quote)).to.equal(quote.usdc);
  });

  it("counts what the second pool of a leg crosses too", async () => {
    await openPools();
    const { usdc, weth, maker, components, odd, router, pools } = use();
    const wrapped = { token: await weth.getAddress(), decimals: 18, price: usd("2000") };
    const money = { token: await usdc.getAddress(), decimals: 6, price: usd("1") };
    const second = await openPool(use(), maker, [wrapped, money], CHEAP, 16_000n);
    const dear = { ...wrapped, price: usd("1940") };
    await openPool(use(), maker, [dear, money], 3_000, 1_000_000n);
    await empty(pools.weth, 887_270);
    await maker.swap(second, true, 1_000n, (await stateOf(second))[0] / 2n);
    await maker.swap(second, false, 1_000n, (await stateOf(second))[0] * 2n);
    const at = components.indexOf(await odd.getAddress());
    expect(partsOf((await sell()).legs[at]).wethFee).to.equal(CHEAP);

    const [, tick] = await stateOf(second);
    for (const from of [tick - 2 * COUNT, tick + 2])
      await layDust(maker, second, { from, spacing: 1, count: COUNT });
    const quote = await sell();
    expect(partsOf(quote.legs[at]).wethFee).not.to.equal(CHEAP);
    expect(await sellAt(use(), quote)).to.equal(quote.usdc);
    expect(await router.queryFilter(router.filters.LegSkipped(), -1)).to.deep.equal([]);
  });
});
