import { PermanentError, RetryableError } from "@sheaf/sdk/units/errors";

/** A document of an index could not be read. */
export class DocumentUnavailableError extends RetryableError {
  override readonly name = "History.DocumentUnavailableError";

  constructor(path: string, reason: string) {
    super(`${path} could not be read: ${reason}. The index itself does not need it.`);
  }
}

/** A document is not the one whose hash is on chain. */
export class WrongDocumentError extends PermanentError {
  override readonly name = "History.WrongDocumentError";

  constructor(path: string, found: string) {
    super(`${path} is not the document on chain: its hash is ${found}. Do not rely on it.`);
  }
}
