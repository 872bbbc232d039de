import { PermanentError } from "@sheaf/sdk/units/errors";

/** Two weekly files both have rows of one date, so there is no telling which of them count. */
export class DuplicateWeekError extends PermanentError {
  override readonly name = "Signals.DuplicateWeekError";

  constructor(date: string, first: string, second: string) {
    super(`${first} and ${second} both have rows of ${date}. Keep each date in one file.`);
  }
}

/** A folder of recorded market data, or one of its files, cannot be read. */
export class MarketFileMissingError extends PermanentError {
  override readonly name = "Signals.MarketFileMissingError";
  readonly path: string;

  constructor(path: string, fault: string, options?: ErrorOptions) {
    super(
      `${path} ${fault}. Point --data at a folder with market-weekly-*.csv, btc-daily.csv and excluded-ids.json; sdk/src/market/README.md has the format.`,
      options,
    );
    this.path = path;
  }
}
