import { PermanentError } from "../units/PermanentError.ts";

/** Current weights are not a whole portfolio, so no change can be derived from them. */
export class MalformedHoldingsError extends PermanentError {
  override readonly name = "Rules.MalformedHoldingsError";

  constructor(fault: string) {
    super(
      `The current weights are malformed: ${fault}. Read the holdings again; each id counts once and all weights sum to one.`,
    );
  }
}
