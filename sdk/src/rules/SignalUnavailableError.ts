import { RetryableError } from "../units/RetryableError.ts";

/** A reading is empty, partial, stale or doubtful. It never means "sell": hold what is held and read again later. */
export class SignalUnavailableError extends RetryableError {
  override readonly name = "Signals.SignalUnavailableError";

  /** What is missing, without advice. */
  readonly fault: string;

  constructor(fault: string) {
    super(
      `${fault} Nothing is decided on this; hold, and read again when the source has recovered.`,
    );
    this.fault = fault;
  }
}
