import { PermanentError } from "../units/PermanentError.ts";

/** Target weights do not sum to exactly one: a fault of this program. */
export class WeightsNotOneError extends PermanentError {
  override readonly name = "Decision.WeightsNotOneError";

  constructor(sum: bigint) {
    super(`The target weights sum to ${sum} and not to one. Nothing is submitted; report this.`);
  }
}
