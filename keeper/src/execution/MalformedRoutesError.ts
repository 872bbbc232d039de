import { PermanentError } from "@sheaf/sdk/units/PermanentError";

/** A routes document breaks its schema. */
export class MalformedRoutesError extends PermanentError {
  override readonly name = "Execution.MalformedRoutesError";
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(
      `The routes are malformed: ${faults.join("; ")}. Give each component's pool, fee and token0.`,
    );
    this.faults = faults;
  }
}
