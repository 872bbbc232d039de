import { Option } from "@commander-js/extra-typings";

import { amountOf } from "./amountOf.ts";
import { UnusableOptionError } from "./errors.ts";
import { flagOf } from "./flagOf.ts";
import { quoted } from "./quoted.ts";

/** An amount above zero with at most `decimals` digits after the point, as an integer of `decimals` decimals. */
export function decimalOption<usage extends string>(
  flags: usage,
  description: string,
  decimals: number,
) {
  return new Option(flags, description).argParser((text: string): bigint => {
    const amount = amountOf(text, decimals);
    if (amount !== undefined) return amount;
    throw new UnusableOptionError(
      `${flagOf(flags)} takes an amount above zero with at most ${decimals} digits after the point, not ${quoted(text)}`,
    );
  });
}
