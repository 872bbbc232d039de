import { PermanentError } from "@sheaf/sdk/units/errors";

/** The data lack what the rules are about, so that a replay would show nothing of them. */
export class UnfitMarketError extends PermanentError {
  override readonly name = "Backtest.UnfitMarketError";
}
