import { Option } from "@commander-js/extra-typings";
import { isHash } from "viem";
import type { Hash } from "viem";

import { UnusableOptionError } from "./errors.ts";
import { flagOf } from "./flagOf.ts";
import { quoted } from "./quoted.ts";

/** A hash of 32 bytes. */
export function hashOption<usage extends string>(flags: usage, description: string) {
  return new Option(flags, description).argParser((text: string): Hash => {
    if (isHash(text)) return text;
    throw new UnusableOptionError(
      `${flagOf(flags)} takes 0x and 64 hexadecimal digits, not ${quoted(text)}`,
    );
  });
}
