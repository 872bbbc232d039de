import { UnusableOptionError } from "@sheaf/commands/errors";
import { quoted } from "@sheaf/commands/quoted";
import { textOption } from "@sheaf/commands/textOption";
import { getAddress, isAddress } from "viem";
import type { Address } from "viem";

/** Components that a redemption credits without calling them. */
export function skipOption() {
  return textOption(
    "--skip <addresses>",
    "components, separated by commas, that are not called: each stays a claim of yours",
    (text): readonly Address[] => text.split(",").map(addressOf),
  );
}

function addressOf(text: string): Address {
  if (isAddress(text)) return getAddress(text);
  throw new UnusableOptionError(
    `--skip takes addresses with a right checksum, separated by commas, not ${quoted(text)}`,
  );
}
