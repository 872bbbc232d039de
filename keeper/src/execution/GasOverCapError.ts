import { PermanentError } from "@sheaf/sdk/units/PermanentError";

/** A transaction needs more gas than any transaction may use. */
export class GasOverCapError extends PermanentError {
  override readonly name = "Execution.GasOverCapError";

  constructor(label: string, gas: bigint, cap: bigint) {
    super(
      `${label} needs ${gas} gas, a transaction may use ${cap}. Nothing was sent; plan fewer legs for a trade.`,
    );
  }
}
