import type { Hex } from "viem";
import { RetryableError } from "@sheaf/sdk/units/RetryableError";

/** A transaction that simulated well was mined and reverted: the state changed in between. */
export class TransactionFailedError extends RetryableError {
  override readonly name = "Execution.TransactionFailedError";
  readonly hash: Hex;

  constructor(label: string, hash: Hex) {
    super(`${label} reverted in ${hash}. Read the index again and plan anew.`);
    this.hash = hash;
  }
}
