import type { Address } from "viem";

import { PermanentError } from "../units/errors.ts";
import { formatDecimal } from "../units/formatDecimal.ts";
import type { MissingLeg, MissingReason } from "./missingLeg.ts";
import type { UnreadTicks } from "./unreadTicks.ts";

const WHY: Readonly<Record<MissingReason, string>> = {
  "no price": "the oracle has no price of it",
  "no pool": "no pool is known in which enough of it can be bought",
  "worse than the oracle": "its pools are too far from the oracle's price",
  "too much gas": "its pools cross too many ticks",
  "unread ticks": "its pools are not read far enough",
  "too small": "it is worth too little",
  unreadable: "its balance cannot be read",
};

/** A component cannot be bought through the pools that the router knows, or not at a price near the oracle's. */
export class NoRouteError extends PermanentError {
  override readonly name = "Quote.NoRouteError";
  readonly component: Address;
  readonly reason: MissingReason;
  readonly unread: readonly UnreadTicks[];

  constructor({ component, reason, deviation }: MissingLeg, unread: readonly UnreadTicks[] = []) {
    const by =
      deviation === undefined ? "" : `, by ${formatDecimal(deviation * 100n, 18, 1)} % at best`;
    super(`${component} cannot be bought: ${WHY[reason]}${by}. Buy less, or issue in kind.`);
    this.component = component;
    this.reason = reason;
    this.unread = unread;
  }
}

/** A budget does not pay for the least amounts that a purchase takes. */
export class TooLittleError extends PermanentError {
  override readonly name = "Quote.TooLittleError";
  readonly usdc: bigint;

  constructor(usdc: bigint) {
    super(`${formatDecimal(usdc, 6, 6)} USDC do not pay for any shares. Pay more.`);
    this.usdc = usdc;
  }
}

/** A slippage is not a part between zero and one. */
export class InvalidSlippageError extends PermanentError {
  override readonly name = "Quote.InvalidSlippageError";

  constructor(slippage: bigint) {
    super(
      `A slippage of ${formatDecimal(slippage * 100n, 18, 2)} % is not usable: give 0 % to 50 %.`,
    );
  }
}
