import { PermanentError } from "@sheaf/sdk/units/errors";

/** The work failed, and the message says all that is known of it: no stack helps. */
export class CommandFailedError extends Error {
  override readonly name: string = "Commands.CommandFailedError";
}

/** The command line cannot be used as it is. The only such error of every command. */
export class UnusableOptionError extends PermanentError {
  override readonly name = "Commands.UnusableOptionError";
}
