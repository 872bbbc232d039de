import type { Address, Chain, Client, Transport } from "viem";

/** An index, and a client of a node of its chain. Leaving needs nothing else. */
export type Exit = {
  readonly client: Client<Transport, Chain>;
  readonly vault: Address;
};
