import type { Address } from "viem";
import { RetryableError } from "@sheaf/sdk/units/RetryableError";

/** USDC has no good price, so nothing can be valued against it. */
export class UsdcPriceMissingError extends RetryableError {
  override readonly name = "Execution.UsdcPriceMissingError";

  constructor(usdc: Address) {
    super(
      `The oracle has no good price of USDC (${usdc}). Nothing is traded; read again when its feed has recovered.`,
    );
  }
}
