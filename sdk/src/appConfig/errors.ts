import { PermanentError } from "../units/errors.ts";

/** A document is no configuration of the app. */
export class MalformedAppConfigError extends PermanentError {
  override readonly name = "AppConfig.MalformedAppConfigError";
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(
      `config.json is no configuration of the app: ${faults.join("; ")}. Serve the file that \`npm start\` writes, or repair it.`,
    );
    this.faults = faults;
  }
}

/** A document is no report of the keeper. */
export class MalformedKeeperReportError extends PermanentError {
  override readonly name = "AppConfig.MalformedKeeperReportError";
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(
      `keeper.json is no report of the keeper: ${faults.join("; ")}. The chain has everything that is bound to be true; go on without the report.`,
    );
    this.faults = faults;
  }
}
