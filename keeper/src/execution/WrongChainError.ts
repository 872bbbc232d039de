import { PermanentError } from "@sheaf/sdk/units/PermanentError";

/** The endpoint serves another chain than the one that is configured. */
export class WrongChainError extends PermanentError {
  override readonly name = "Execution.WrongChainError";
  readonly expected: number;
  readonly actual: number;

  constructor(expected: number, actual: number) {
    super(
      `The endpoint serves chain ${actual}, not chain ${expected}. Nothing was sent; correct the RPC address or the chain id.`,
    );
    this.expected = expected;
    this.actual = actual;
  }
}
