import { PermanentError } from "@sheaf/sdk/units/errors";

/** The run cannot be done as it was asked for: somebody has to change an input first. */
export class UnusableRunError extends PermanentError {
  override readonly name = "Mutate.UnusableRunError";
}
