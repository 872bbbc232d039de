import { PermanentError } from "../units/PermanentError.ts";

/** A successor has rows of its own while its predecessor still has some: two assets cannot be one. */
export class UnusableChangeError extends PermanentError {
  override readonly name = "Market.UnusableChangeError";

  constructor(id: string, date: string) {
    super(
      `changes.csv makes two rows of ${id} on ${date}. Give the first date on which the rows have the successor, and one predecessor each.`,
    );
  }
}
