import { createGroup } from "@sheaf/commands/createGroup";

import { keysAddressCommand } from "./keys/keysAddressCommand.ts";
import { keysImportCommand } from "./keys/keysImportCommand.ts";
import { keysNewCommand } from "./keys/keysNewCommand.ts";

/** `sheaf keys`: the encrypted key that the other commands sign with. */
export function keysCommand() {
  return createGroup("keys", "make, import and show the encrypted key that signs", [
    keysNewCommand(),
    keysImportCommand(),
    keysAddressCommand(),
  ]);
}
