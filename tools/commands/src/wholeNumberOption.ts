import { Option } from "@commander-js/extra-typings";

import { UnusableOptionError } from "./errors.ts";
import { flagOf } from "./flagOf.ts";
import { quoted } from "./quoted.ts";

export type Range = { readonly from: number; readonly to?: number };

/** A whole number within a range, which the help names. */
export function wholeNumberOption<usage extends string>(
  flags: usage,
  description: string,
  { from, to = Number.MAX_SAFE_INTEGER }: Range,
) {
  const range = to === Number.MAX_SAFE_INTEGER ? `from ${from}` : `from ${from} to ${to}`;
  return new Option(flags, `${description}, ${range}`).argParser((text: string): number => {
    const value = Number(text);
    if (/^\d{1,16}$/.test(text) && value >= from && value <= to) return value;
    throw new UnusableOptionError(
      `${flagOf(flags)} takes a whole number ${range}, not ${quoted(text)}`,
    );
  });
}
