import { Option } from "@commander-js/extra-typings";
import { toDayNumber } from "@sheaf/sdk/units/toDayNumber";

import { UnusableOptionError } from "./errors.ts";
import { flagOf } from "./flagOf.ts";
import { quoted } from "./quoted.ts";

/** A day of the calendar, as YYYY-MM-DD. */
export function dateOption<usage extends string>(flags: usage, description: string) {
  return new Option(flags, description).argParser((text: string): string => {
    if (toDayNumber(text) !== undefined) return text;
    throw new UnusableOptionError(
      `${flagOf(flags)} takes a date as YYYY-MM-DD, not ${quoted(text)}`,
    );
  });
}
