import type { Account, Chain, PublicClient, Transport, WalletClient } from "viem";

/** A node that is read, and a wallet that signs. */
export type Sender = {
  readonly client: PublicClient<Transport, Chain>;
  readonly wallet: WalletClient<Transport, Chain, Account>;
};
