import { PermanentError } from "@sheaf/sdk/units/errors";

/** An account has less than it is to give. */
export class BalanceTooSmallError extends PermanentError {
  override readonly name = "Exchange.BalanceTooSmallError";

  constructor(account: string, has: string, needed: string) {
    super(`${account} has ${has}, and this takes ${needed}. Nothing was sent.`);
  }
}

/** An account has no shares of an index. */
export class NothingHeldError extends PermanentError {
  override readonly name = "Exchange.NothingHeldError";

  constructor(account: string, symbol: string) {
    super(`${account} has no shares of ${symbol}. \`sheaf portfolio\` prints what it has.`);
  }
}
