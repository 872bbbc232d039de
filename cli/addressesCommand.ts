import { createGroup } from "@sheaf/commands/createGroup";

import { addressesCheckCommand } from "./addresses/addressesCheckCommand.ts";
import { addressesVerifyCommand } from "./addresses/addressesVerifyCommand.ts";

/** `sheaf addresses`: the address book of a deployment. */
export function addressesCommand() {
  return createGroup(
    "addresses",
    "compare an address book with the chain, and verify its sources",
    [addressesCheckCommand(), addressesVerifyCommand()],
  );
}
