import { PermanentError } from "@sheaf/sdk/units/PermanentError";

/** More weeks were asked of a market than it holds, or none. */
export class NotEnoughWeeksError extends PermanentError {
  override readonly name = "Market.NotEnoughWeeksError";

  constructor(marketName: string, wanted: number, available: number) {
    super(
      `${marketName} holds ${available} ${available === 1 ? "week" : "weeks"} and cannot give ${wanted}. Ask for a whole number from 1 to ${available}.`,
    );
  }
}
