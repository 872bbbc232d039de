import type { Call } from "@sheaf/sdk/chain/estimateGasLimit";
import type { SignedPermit } from "@sheaf/sdk/permit/signedPermit";
import type { Address } from "viem";

import type { PendingTrade } from "../../model/parsePendingTrade.ts";

/** The allowance of the router before a call: exactly the traded amount. */
export type NeededAllowance = {
  readonly token: Address;
  readonly symbol: string;
  readonly spender: Address;
  readonly amount: bigint; // {tok}
};

/** A trade that a person accepted. */
export type Order = {
  readonly needs: NeededAllowance | undefined; // undefined: the call needs none
  readonly callOf: (deadline: bigint, permit: SignedPermit | undefined) => Call;
  readonly record: Omit<
    PendingTrade,
    "version" | "way" | "hash" | "batch" | "nonce" | "sentBlock" | "account"
  >;
};

/** The step that a person waits for. */
export type SendingStep =
  | "preparing"
  | "permit" // the wallet shows a message to sign
  | "approval" // the wallet shows a transaction that allows an exact amount
  | "approval mining"
  | "trade"; // the wallet shows the trade itself
