import { getAddress } from "viem";
import type { Address, EIP1193Provider } from "viem";

import type { Wallet } from "./useWallets.ts";

/** A wallet, and the account that it lends to this page. */
export type ConnectedWallet = {
  readonly name: string;
  readonly provider: EIP1193Provider;
  readonly account: Address;
};

/** @returns undefined where the wallet lends no account */
export async function connectWallet({
  info,
  provider,
}: Wallet): Promise<ConnectedWallet | undefined> {
  const [first] = await provider.request({ method: "eth_requestAccounts" });
  return first === undefined
    ? undefined
    : { name: info.name, provider, account: getAddress(first) };
}
