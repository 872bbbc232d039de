import { createGroup } from "@sheaf/commands/createGroup";

import { bookPublishCommand } from "./admin/bookPublishCommand.ts";

/** `sheaf book`: the published copy of what the registry has in force. */
export function bookCommand() {
  return createGroup("book", "publish the copy of the registry that makes epochs cheaper", [
    bookPublishCommand(),
  ]);
}
