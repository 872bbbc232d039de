import { getAddress, isAddress } from "viem";
import type { Address } from "viem";

import { requiredFlag } from "./requiredFlag.ts";
import { UnusableOptionError } from "./UnusableOptionError.ts";

/** The index that a command is about. */
export function vaultFlag(text: string | undefined): Address {
  const given = requiredFlag("vault", text);
  if (isAddress(given)) return getAddress(given);
  throw new UnusableOptionError(
    `--vault takes an address, not ${JSON.stringify(given.slice(0, 60))}`,
  );
}
