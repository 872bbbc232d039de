import { Option } from "@commander-js/extra-typings";

import { UnusableOptionError } from "./errors.ts";
import { flagOf } from "./flagOf.ts";
import { quoted } from "./quoted.ts";

/** One of several names; given more than once it names several. */
export function choicesOption<usage extends string>(
  flags: usage,
  description: string,
  choices: readonly string[],
) {
  return new Option(flags, description).argParser(
    (text: string, earlier: readonly string[] = []): readonly string[] => {
      if (choices.includes(text)) return [...earlier, text];
      throw new UnusableOptionError(
        `${flagOf(flags)} takes one of ${choices.join(", ")}, not ${quoted(text)}`,
      );
    },
  );
}
