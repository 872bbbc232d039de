import type { CommandTexts } from "@sheaf/commands/createCommand";

import { signingCommand } from "../session/signingCommand.ts";

/** A command that leaves an index, or gets what is owed: an index's address and a node are enough. */
export function exitCommand(texts: CommandTexts) {
  return signingCommand(texts).argument(
    "<index>",
    "address; or a symbol, where there is an address book",
  );
}
