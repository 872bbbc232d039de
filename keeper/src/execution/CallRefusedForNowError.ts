import { RetryableError } from "@sheaf/sdk/units/RetryableError";

/** A call reverts for a cause that time cures: too early, paused, budget used up, price stale. */
export class CallRefusedForNowError extends RetryableError {
  override readonly name = "Execution.CallRefusedForNowError";
  readonly label: string;
  readonly errorName: string;
  readonly args: readonly unknown[];

  constructor(label: string, errorName: string, args: readonly unknown[]) {
    super(
      `${label} reverts with ${errorName}(${args.map(String).join(", ")}), which may pass. Nothing was sent; read the index again later.`,
    );
    this.label = label;
    this.errorName = errorName;
    this.args = args;
  }
}
