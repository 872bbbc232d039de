import { createGroup } from "@sheaf/commands/createGroup";

import { indexCreateCommand } from "./index/indexCreateCommand.ts";
import { indexListCommand } from "./index/indexListCommand.ts";
import { indexShowCommand } from "./index/indexShowCommand.ts";

/** `sheaf index`: indexes of a deployment. */
export function indexCommand() {
  return createGroup("index", "list, show and create indexes", [
    indexListCommand(),
    indexShowCommand(),
    indexCreateCommand(),
  ]);
}
