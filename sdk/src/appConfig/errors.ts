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
