import { getAddress } from "viem";
import type { Quote } from "@sheaf/sdk/quote/quote";
import type { QuoteSources } from "@sheaf/sdk/quote/readQuoteState";

import type { RouterFixture } from "../fixtures/routerFixture.ts";
import { countingClient } from "./countingClient.ts";

/** What quotes are read from and executed with. */
export type Exchange = Pick<
  RouterFixture,
  "provider" | "lens" | "vault" | "router" | "usdc" | "signers"
> & { readonly weth: { getAddress(): Promise<string> } };

const CAP = 2n ** 24n; // {gas} EIP-7825
const NEVER = 2n ** 64n; // {s}

/** Where quotes of a test's index are read, and how many requests that took. */
export async function sourcesOf({ provider, lens, vault, weth }: Exchange): Promise<{
  readonly sources: QuoteSources;
  readonly count: () => number;
}> {
  const { client, count } = countingClient(provider);
  const [lensAt, vaultAt, wethAt] = await Promise.all([
    lens.getAddress(),
    vault.getAddress(),
    weth.getAddress(),
  ]);
  const sources = {
    client,
    lens: getAddress(lensAt),
    vault: getAddress(vaultAt),
    weth: getAddress(wethAt),
  };
  return { sources, count };
}

/** {usdc} What Bob pays for the shares of a quote. */
export async function buyAt(
  { vault, router, usdc, signers }: Exchange,
  quote: Quote,
): Promise<bigint> {
  const had = await usdc.balanceOf(signers.bob);
  await usdc.connect(signers.bob).approve(router, quote.limit);
  const purchase = {
    vault,
    shares: quote.shares,
    maxUsdc: quote.limit,
    receiver: signers.bob,
    deadline: NEVER,
    basketId: quote.basketId,
    legs: [...quote.legs],
  };
  await router.connect(signers.bob).buy(purchase, { gasLimit: CAP });
  return had - (await usdc.balanceOf(signers.bob));
}

/** {usdc} What Alice gets for the shares of a quote. */
export async function sellAt(
  { vault, router, usdc, signers }: Exchange,
  quote: Quote,
): Promise<bigint> {
  const had = await usdc.balanceOf(signers.alice);
  await vault.connect(signers.alice).approve(router, quote.shares);
  const sale = {
    vault,
    shares: quote.shares,
    minUsdc: quote.limit,
    receiver: signers.alice,
    deadline: NEVER,
    basketId: quote.basketId,
    skip: 0n,
    legs: [...quote.legs],
  };
  await router.connect(signers.alice).sell(sale, { gasLimit: CAP });
  return (await usdc.balanceOf(signers.alice)) - had;
}
