import type { Address } from "viem";

import { PermanentError } from "../units/errors.ts";

/** A contract returned a value of an enum that this code does not know. */
export class UnknownEnumError extends PermanentError {
  override readonly name = "Chain.UnknownEnumError";
  readonly value: number;

  constructor(what: string, value: number, known: number) {
    super(
      `The chain returned ${what} ${value}; this code knows 0 to ${known - 1}. Use a version that fits the contracts.`,
    );
    this.value = value;
  }
}

/** A routes document breaks its schema. */
export class MalformedRoutesError extends PermanentError {
  override readonly name = "Chain.MalformedRoutesError";
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(
      `The routes are malformed: ${faults.join("; ")}. Give each component's pool, fee and token0.`,
    );
    this.faults = faults;
  }
}

/** A route names another pool than the lens's factory has for its tokens and fee. */
export class WrongRouteError extends PermanentError {
  override readonly name = "Chain.WrongRouteError";

  constructor(token: Address, fee: bigint, given: Address, found: Address) {
    super(
      `The route of ${token} at fee ${fee} names pool ${given}, the pool factory has ${found}. Correct the routes.`,
    );
  }
}
