import { createGroup } from "@sheaf/commands/createGroup";

import { marketAddCommand } from "./market/marketAddCommand.ts";
import { marketRunCommand } from "./market/marketRunCommand.ts";

/** `sheaf market`: what moves on a testnet, where nobody else trades. */
export function marketCommand() {
  return createGroup("market", "move the feeds and pools of a test market", [
    marketRunCommand(),
    marketAddCommand(),
  ]);
}
