import { quoteBuy } from "@sheaf/sdk/quote/quoteBuy";
import { readQuote } from "@sheaf/sdk/quote/readQuote";

import { TRANSACTION_GAS_CAP } from "./largestTransaction.ts";
import type { Person } from "./person.ts";
import { quoteSourcesOf } from "./quoteSourcesOf.ts";
import type { Demo } from "./setUpDemo.ts";

const WAD = 10n ** 18n;
const HOUR = 3600n; // {s}

/** WAD Of the USDC, what is kept back for prices that move, and comes back. */
const SLIPPAGE = WAD / 200n;

export type Exchange = {
  readonly shares: bigint /* {share} */;
  readonly usdc: bigint; /* {usdc} */
};

/** Has a person buy as many shares as `usdc` pays for, in one transaction, as quoted from a view of the index and its pools. */
export async function buyShares(demo: Demo, person: Person, usdc: bigint): Promise<Exchange> {
  const { vault, market, connection } = demo;
  const router = demo.router.connect(person.signer);
  const quote = await readQuote(await quoteSourcesOf(demo), (state) =>
    quoteBuy({ state, usdc, slippage: SLIPPAGE }),
  );

  await (await market.usdc.mint(person.address, usdc)).wait();
  await (await market.usdc.connect(person.signer).approve(router, quote.limit)).wait();
  const had = await market.usdc.balanceOf(person.address);
  const purchase = {
    vault: await vault.getAddress(),
    shares: quote.shares,
    maxUsdc: quote.limit,
    receiver: person.address,
    deadline: BigInt(await connection.networkHelpers.time.latest()) + HOUR,
    basketId: quote.basketId,
    legs: [...quote.legs],
  };
  await (await router.buy(purchase, { gasLimit: TRANSACTION_GAS_CAP })).wait();
  return { shares: quote.shares, usdc: had - (await market.usdc.balanceOf(person.address)) };
}
