import type { Address, Hex } from "viem";
import { PermanentError, RetryableError } from "@sheaf/sdk/units/errors";

/** A call reverts for a cause that time cures: too early, paused, budget used up, price stale. */
export class CallRefusedForNowError extends RetryableError {
  override readonly name = "Execution.CallRefusedForNowError";
  readonly label: string;
  readonly errorName: string;
  readonly args: readonly unknown[];

  constructor(label: string, errorName: string, args: readonly unknown[]) {
    super(
      `${label} reverts with ${errorName}(${args.map(String).join(", ")}), which may pass. Nothing was sent; read the index again later.`,
    );
    this.label = label;
    this.errorName = errorName;
    this.args = args;
  }
}

/** A call would revert, or did, for a cause that does not pass by itself. */
export class CallRevertedError extends PermanentError {
  override readonly name = "Execution.CallRevertedError";
  readonly label: string;
  /** The contract's own error, or undefined where it gave none that is known. */
  readonly errorName: string | undefined;
  readonly args: readonly unknown[];

  constructor(
    label: string,
    errorName: string | undefined,
    args: readonly unknown[],
    options?: ErrorOptions,
  ) {
    super(
      `${label} reverts with ${errorName ?? "an unknown error"}(${args.map(String).join(", ")}). Nothing was sent; the contract's manual says what the error asks for.`,
      options,
    );
    this.label = label;
    this.errorName = errorName;
    this.args = args;
  }
}

/** A transaction needs more gas than any transaction may use. */
export class GasOverCapError extends PermanentError {
  override readonly name = "Execution.GasOverCapError";

  constructor(label: string, gas: bigint, cap: bigint) {
    super(
      `${label} needs ${gas} gas, a transaction may use ${cap}. Nothing was sent; plan fewer legs for a trade.`,
    );
  }
}

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

/** A transaction that simulated well was mined and reverted: the state changed in between. */
export class TransactionFailedError extends RetryableError {
  override readonly name = "Execution.TransactionFailedError";
  readonly hash: Hex;
  readonly gasUsed: bigint;
  readonly blockNumber: bigint;
  readonly outOfGas: boolean;

  constructor(label: string, { hash, gasUsed, blockNumber, outOfGas }: FailedReceipt) {
    super(
      `${label} ${outOfGas ? "ran out of gas" : "reverted"} in ${hash}. Read the index again and plan anew.`,
    );
    this.hash = hash;
    this.gasUsed = gasUsed;
    this.blockNumber = blockNumber;
    this.outOfGas = outOfGas;
  }
}

/** What the receipt of a reverted transaction says. */
export type FailedReceipt = {
  readonly hash: Hex;
  readonly gasUsed: bigint;
  readonly blockNumber: bigint;
  readonly outOfGas: boolean;
};

/** An endpoint serves an older state than one that was seen before. */
export class HeadBehindError extends RetryableError {
  override readonly name = "Execution.HeadBehindError";

  constructor(latest: bigint, since: bigint) {
    super(
      `The endpoint's latest block is ${latest}, behind block ${since} of the last transaction. Nothing was sent; read again when the endpoint has caught up.`,
    );
  }
}

/** An epoch is not open, and the endpoint has no event of its end. */
export class ClosingMissingError extends RetryableError {
  override readonly name = "Execution.ClosingMissingError";

  constructor(number: number) {
    super(
      `Epoch ${number} is not open any more, and the endpoint has no EpochClosed event of it. Read the index again later.`,
    );
  }
}

/** The signer has a transaction that is not mined yet: one in flight is the rule. */
export class TransactionPendingError extends RetryableError {
  override readonly name = "Execution.TransactionPendingError";

  constructor(account: Address, latest: number, pending: number) {
    super(
      `${account} has ${pending - latest} transactions pending from nonce ${latest} on. Wait until they are mined, or replace them.`,
    );
  }
}

/** USDC has no good price, so nothing can be valued against it. */
export class UsdcPriceMissingError extends RetryableError {
  override readonly name = "Execution.UsdcPriceMissingError";

  constructor(usdc: Address) {
    super(
      `The oracle has no good price of USDC (${usdc}). Nothing is traded; read again when its feed has recovered.`,
    );
  }
}

/** The endpoint serves another chain than the one that is configured. */
export class WrongChainError extends PermanentError {
  override readonly name = "Execution.WrongChainError";
  readonly expected: number;
  readonly actual: number;

  constructor(expected: number, actual: number) {
    super(
      `The endpoint serves chain ${actual}, not chain ${expected}. Nothing was sent; correct the RPC address or the chain id.`,
    );
    this.expected = expected;
    this.actual = actual;
  }
}
