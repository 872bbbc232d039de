import { PermanentError } from "@sheaf/sdk/units/errors";

/** The wallet is on another chain than the app. */
export class WalletChainError extends PermanentError {
  override readonly name = "Trade.WalletChainError";

  constructor(wanted: string) {
    super(`Your wallet is on another network. Switch it to ${wanted}. Nothing was sent.`);
  }
}

/** The call would revert. */
export class TradeRefusedError extends PermanentError {
  override readonly name = "Trade.TradeRefusedError";

  constructor(reason: string) {
    super(`${reason} Nothing was sent.`);
  }
}

/** The account cannot pay the network fee. */
export class NoEtherError extends PermanentError {
  override readonly name = "Trade.NoEtherError";

  constructor(has: string, needed: string) {
    super(
      `The network fee may be up to ${needed} ETH, and your wallet has ${has}. Nothing was sent.`,
    );
  }
}

/** An approval was mined and did nothing. */
export class ApprovalFailedError extends PermanentError {
  override readonly name = "Trade.ApprovalFailedError";

  constructor(symbol: string) {
    super(`The allowance of ${symbol} did not go through. Only its network fee was paid.`);
  }
}
