import type { Address, Hex } from "viem";

import type { Call } from "@sheaf/sdk/chain/estimateGasLimit";

/** Something that was announced and is neither carried out nor cancelled. */
export type Pending = {
  readonly kind: "operation" | "listings" | "fees";
  readonly id: Hex; // of the operation, or the hash of what was announced
  readonly at: Address; // timelock, registry or index: the contract that waits with it
  readonly from: bigint; // {s} when it can be carried out
  readonly until: bigint | undefined; // {s} when it cannot any more
  readonly calls: readonly Call[]; // what is done then
  readonly execute: Call | undefined; // what anyone sends to carry it out; none where only the admin can
};
