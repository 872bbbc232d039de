import type { Address } from "viem";
import { RetryableError } from "@sheaf/sdk/units/RetryableError";

/** The signer has a transaction that is not mined yet: one in flight is the rule. */
export class TransactionPendingError extends RetryableError {
  override readonly name = "Execution.TransactionPendingError";

  constructor(account: Address, latest: number, pending: number) {
    super(
      `${account} has ${pending - latest} transactions pending from nonce ${latest} on. Wait until they are mined, or replace them.`,
    );
  }
}
