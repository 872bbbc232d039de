import { PermanentError } from "../units/PermanentError.ts";

/** A rules document breaks its schema or contradicts itself. */
export class MalformedRulesError extends PermanentError {
  override readonly name = "Rules.MalformedRulesError";
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(
      `The rules document is malformed: ${faults.join("; ")}. Correct it; no default is assumed.`,
    );
    this.faults = faults;
  }
}
