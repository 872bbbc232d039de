import type { Chain, Hash, PublicClient, Transport } from "viem";

/** A node, and what a command has sent to it. */
export type Wire = {
  readonly client: PublicClient<Transport, Chain>;
  readonly maxFee: bigint; // {wei} of a transaction
  readonly sent: Hash[]; // grows with every transaction
};
