import { PermanentError } from "@sheaf/sdk/units/PermanentError";

/** Two weekly files both have rows of one date, so there is no telling which of them count. */
export class DuplicateWeekError extends PermanentError {
  override readonly name = "Signals.DuplicateWeekError";

  constructor(date: string, first: string, second: string) {
    super(`${first} and ${second} both have rows of ${date}. Keep each date in one file.`);
  }
}
