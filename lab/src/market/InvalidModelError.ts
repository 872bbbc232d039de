import { PermanentError } from "@sheaf/sdk/units/PermanentError";

/** A market of this shape cannot be modelled. */
export class InvalidModelError extends PermanentError {
  override readonly name = "Market.InvalidModelError";

  constructor(field: string, value: number, least: number, most: number) {
    super(
      `A market cannot be modelled with ${field} ${value}. Give a whole number from ${least} to ${most}.`,
    );
  }
}
