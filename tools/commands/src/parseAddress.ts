import { getAddress, isAddress } from "viem";
import type { Address } from "viem";

import { UnusableOptionError } from "./errors.ts";
import { flagOf } from "./flagOf.ts";
import { quoted } from "./quoted.ts";

/** An option's address. One in mixed case has to carry a right checksum: a wrong one is a typing error. */
export function parseAddress(flags: string, text: string): Address {
  if (isAddress(text)) return getAddress(text);
  if (isAddress(text, { strict: false }))
    throw new UnusableOptionError(
      `${flagOf(flags)}: the checksum of ${text} is wrong; check its letters, or write it in lower case`,
    );
  throw new UnusableOptionError(
    `${flagOf(flags)} takes an address, 0x and 40 hexadecimal digits, not ${quoted(text)}`,
  );
}
