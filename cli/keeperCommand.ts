import { createGroup } from "@sheaf/commands/createGroup";

import { keeperOnceCommand } from "./keeper/keeperOnceCommand.ts";

/** `sheaf keeper`: an index's weekly work. */
export function keeperCommand() {
  return createGroup("keeper", "start, trade and close the epochs of an index", [
    keeperOnceCommand(),
  ]);
}
