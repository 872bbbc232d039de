import type { Address } from "viem";

import { PermanentError } from "../units/PermanentError.ts";

/** A component has no pool, of those that the router knows, in which so much of it can be bought. */
export class NoRouteError extends PermanentError {
  override readonly name = "Quote.NoRouteError";
  readonly component: Address;

  constructor(component: Address) {
    super(`No pool is known in which enough of ${component} can be bought. Issue in kind instead.`);
    this.component = component;
  }
}
