import { RetryableError } from "@sheaf/sdk/units/errors";

/** The faucet gave nothing. */
export class FaucetRefusedError extends RetryableError {
  override readonly name = "Faucet.FaucetRefusedError";

  constructor(reason: string) {
    super(`No test money was sent. ${reason}`);
  }
}
