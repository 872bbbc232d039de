import type { AddressBook } from "@sheaf/sdk/addresses/addressBook";
import type { Signer, Wallet } from "ethers";

import { askNode } from "../../deploy/chain/askNode.ts";
import { signerOf } from "../../deploy/chain/signerOf.ts";
import { signingProvider } from "../../deploy/chain/signingProvider.ts";

export type MarketSigner = {
  readonly signer: Signer;
  readonly sent: () => number; // {transactions} so far
};

/** A wallet that signs here what moves a test market, and counts it. */
export async function marketSigner({
  book: { network, chainId },
  rpcUrl,
  wallet,
}: {
  readonly book: AddressBook;
  readonly rpcUrl: string;
  readonly wallet: Wallet;
}): Promise<MarketSigner> {
  let sent = 0;
  const record = { all: () => [], add: () => void (sent += 1) };
  const provider = signingProvider({ ask: askNode(rpcUrl), wallet, chainId, record });
  const signer = await signerOf(provider, { name: network, chainId }, wallet.address);
  return { signer, sent: () => sent };
}
