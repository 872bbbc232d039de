import type { Address, Client } from "viem";

import type { Signer } from "./sendTransaction.ts";

/** Where a signer acts: an index on the chain that is expected. */
export type ExecutionContext = {
  readonly client: Client;
  readonly chainId: number;
  readonly vault: Address;
  readonly signer: Signer;
  readonly since?: bigint | undefined; // {block} of the last receipt: nothing older is read
};
