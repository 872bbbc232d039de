import { PermanentError } from "@sheaf/sdk/units/errors";

/** A market of this shape cannot be modelled. */
export class InvalidModelError extends PermanentError {
  override readonly name = "Market.InvalidModelError";

  constructor(field: string, value: number, least: number, most: number) {
    super(
      `A market cannot be modelled with ${field} ${value}. Give a whole number from ${least} to ${most}.`,
    );
  }
}

/** More weeks were asked of a market than it holds, or none. */
export class NotEnoughWeeksError extends PermanentError {
  override readonly name = "Market.NotEnoughWeeksError";

  constructor(marketName: string, wanted: number, available: number) {
    super(
      `${marketName} holds ${available} ${available === 1 ? "week" : "weeks"} and cannot give ${wanted}. Ask for a whole number from 1 to ${available}.`,
    );
  }
}
