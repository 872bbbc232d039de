import { PermanentError } from "@sheaf/sdk/units/PermanentError";

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
