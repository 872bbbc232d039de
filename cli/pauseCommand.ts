import { createGroup } from "@sheaf/commands/createGroup";

import { pauseIssuanceCommand } from "./admin/pauseIssuanceCommand.ts";
import { pauseTradingCommand } from "./admin/pauseTradingCommand.ts";

/** `sheaf pause`: what a guardian stops for 14 days. */
export function pauseCommand() {
  return createGroup("pause", "stop the issuance or the trades of an index for 14 days", [
    pauseIssuanceCommand(),
    pauseTradingCommand(),
  ]);
}
