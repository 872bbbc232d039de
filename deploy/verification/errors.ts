import { PermanentError, RetryableError } from "@sheaf/sdk/units/errors";

/** The contracts were not compiled, or not as the shipped bytecode was. */
export class OtherBuildError extends PermanentError {
  override readonly name = "Verification.OtherBuildError";

  constructor(contract: string, reason: string) {
    super(
      `The sources of ${contract} cannot be sent: ${reason}. Remove the folders artifacts and cache, and run npm run build.`,
    );
  }
}

/** A service compiled the sources, and the code on the chain is another one; or it refuses the request for good. */
export class NotVerifiedError extends PermanentError {
  override readonly name = "Verification.NotVerifiedError";

  constructor(service: string, reason: string) {
    super(`${service} did not verify it: ${reason}`);
  }
}

/** A service cannot be reached, is overloaded, or takes too long. A second run goes on. */
export class ServiceBusyError extends RetryableError {
  override readonly name = "Verification.ServiceBusyError";

  constructor(service: string, reason: string) {
    super(`${service} is not done: ${reason}. Run the command again later; it goes on.`);
  }
}
