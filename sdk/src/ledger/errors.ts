import { PermanentError } from "../units/errors.ts";

/** The events contradict one another: no chain that runs our contracts can have told them. */
export class LedgerBrokenError extends PermanentError {
  override readonly name = "Ledger.LedgerBrokenError";

  constructor(position: number, event: string, reason: string) {
    super(
      `Event ${position} (${event}) cannot follow those before it: ${reason}. Read the events again from block zero.`,
    );
  }
}
