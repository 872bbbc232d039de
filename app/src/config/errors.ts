import { RetryableError } from "@sheaf/sdk/units/errors";

/** The configuration of the app could not be read. */
export class ConfigUnavailableError extends RetryableError {
  override readonly name = "Config.ConfigUnavailableError";

  constructor(path: string, reason: string) {
    super(
      `${path} could not be read: ${reason}. Check that \`npm start\` still runs, then reload.`,
    );
  }
}
