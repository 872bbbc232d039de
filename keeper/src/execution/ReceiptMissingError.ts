import type { Hex } from "viem";
import { RetryableError } from "@sheaf/sdk/units/RetryableError";

/** A transaction was sent and is not mined in time. */
export class ReceiptMissingError extends RetryableError {
  override readonly name = "Execution.ReceiptMissingError";
  readonly hash: Hex;

  constructor(label: string, hash: Hex, seconds: number) {
    super(
      `${label} was sent as ${hash} and has no receipt after ${seconds} s. It may still be mined; read the chain again before anything else is sent.`,
    );
    this.hash = hash;
  }
}
