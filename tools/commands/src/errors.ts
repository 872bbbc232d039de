import { PermanentError } from "@sheaf/sdk/units/errors";

/** The command line cannot be used as it is. The only such error of every command. */
export class UnusableOptionError extends PermanentError {
  override readonly name = "Commands.UnusableOptionError";
}
