import { BrowserProvider, Network } from "ethers";
import type { JsonRpcSigner } from "ethers";

import type { SigningProvider } from "./signingProvider.ts";

const POLLING_INTERVAL = 250; // {ms}

/** The account of a signing provider, for the contracts of ethers. */
export async function signerOf(
  provider: SigningProvider,
  network: { readonly name: string; readonly chainId: number },
  account: string,
): Promise<JsonRpcSigner> {
  const browser = new BrowserProvider(provider, new Network(network.name, network.chainId), {
    staticNetwork: true,
    pollingInterval: POLLING_INTERVAL,
    cacheTimeout: -1,
  });
  return browser.getSigner(account);
}
