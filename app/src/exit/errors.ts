import { PermanentError } from "@sheaf/sdk/units/errors";

/** The address that was given cannot be left. */
export class NotAnIndexError extends PermanentError {
  override readonly name = "Exit.NotAnIndexError";

  constructor(reason: string) {
    super(`${reason} Check the address of the index and the address of the node.`);
  }
}

/** The wallet is on another chain than the node. */
export class WrongChainError extends PermanentError {
  override readonly name = "Exit.WrongChainError";

  constructor(expected: number) {
    super(`Switch your wallet to chain ${expected}, then try again. Nothing was sent.`);
  }
}

/** A call would do nothing, or was mined and did nothing. */
export class NothingDoneError extends PermanentError {
  override readonly name = "Exit.NothingDoneError";

  constructor(reason: string) {
    super(`${reason} Nothing was redeemed or claimed.`);
  }
}
