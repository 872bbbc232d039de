import { quoteSell } from "@sheaf/sdk/quote/quoteSell";
import { readQuote } from "@sheaf/sdk/quote/readQuote";

import type { Exchange } from "./buyShares.ts";
import { TRANSACTION_GAS_CAP } from "./largestTransaction.ts";
import type { Person } from "./person.ts";
import { quoteSourcesOf } from "./quoteSourcesOf.ts";
import type { Demo } from "./setUpDemo.ts";

const WAD = 10n ** 18n;
const HOUR = 3600n; // {s}

/** WAD How much less than quoted is accepted. */
const SLIPPAGE = WAD / 200n;

/** Has a person sell shares for USDC in one transaction, as quoted from a view of the index and its pools. */
export async function sellShares(demo: Demo, person: Person, shares: bigint): Promise<Exchange> {
  const { vault, market, connection } = demo;
  const router = demo.router.connect(person.signer);
  const quote = await readQuote(await quoteSourcesOf(demo), (state) =>
    quoteSell({ state, shares, slippage: SLIPPAGE }),
  );

  await (await vault.connect(person.signer).approve(router, shares)).wait();
  const had = await market.usdc.balanceOf(person.address);
  const sale = {
    vault: await vault.getAddress(),
    shares,
    minUsdc: quote.limit,
    receiver: person.address,
    deadline: BigInt(await connection.networkHelpers.time.latest()) + HOUR,
    basketId: quote.basketId,
    skip: 0n,
    legs: [...quote.legs],
  };
  await (await router.sell(sale, { gasLimit: TRANSACTION_GAS_CAP })).wait();
  return { shares, usdc: (await market.usdc.balanceOf(person.address)) - had };
}
