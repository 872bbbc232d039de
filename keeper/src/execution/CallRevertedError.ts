import { PermanentError } from "@sheaf/sdk/units/PermanentError";

/** A call would revert, or did, for a cause that does not pass by itself. */
export class CallRevertedError extends PermanentError {
  override readonly name = "Execution.CallRevertedError";
  readonly label: string;
  /** The contract's own error, or undefined where it gave none that is known. */
  readonly errorName: string | undefined;
  readonly args: readonly unknown[];

  constructor(
    label: string,
    errorName: string | undefined,
    args: readonly unknown[],
    options?: ErrorOptions,
  ) {
    super(
      `${label} reverts with ${errorName ?? "an unknown error"}(${args.map(String).join(", ")}). Nothing was sent; the contract's manual says what the error asks for.`,
      options,
    );
    this.label = label;
    this.errorName = errorName;
    this.args = args;
  }
}
