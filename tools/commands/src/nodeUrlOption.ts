import { Option } from "@commander-js/extra-typings";

import { UnusableOptionError } from "./errors.ts";
import { flagOf } from "./flagOf.ts";
import { quoted } from "./quoted.ts";

/** Where a node listens: http or https. */
export function nodeUrlOption<usage extends string>(flags: usage, description: string) {
  return new Option(flags, description).argParser((text: string): string => {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url !== undefined && ["http:", "https:"].includes(url.protocol)) return url.href;
    throw new UnusableOptionError(
      `${flagOf(flags)} takes an http or https URL, not ${quoted(text)}`,
    );
  });
}
