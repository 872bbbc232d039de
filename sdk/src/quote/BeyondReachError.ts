import type { Address } from "viem";

import { PermanentError } from "../units/PermanentError.ts";

/** A swap is larger than what a pool can take between the ticks that were read. */
export class BeyondReachError extends PermanentError {
  override readonly name = "Quote.BeyondReachError";
  readonly pool: Address;

  constructor(pool: Address) {
    super(`The pool ${pool} is not known far enough, or not deep enough, for this amount.`);
    this.pool = pool;
  }
}
