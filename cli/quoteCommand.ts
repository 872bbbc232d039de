import { createGroup } from "@sheaf/commands/createGroup";

import { quoteBuyCommand } from "./exchange/quoteBuyCommand.ts";
import { quoteSellCommand } from "./exchange/quoteSellCommand.ts";

/** `sheaf quote`: what an exchange would do. */
export function quoteCommand() {
  return createGroup("quote", "print what a purchase or a sale would do, without a key", [
    quoteBuyCommand(),
    quoteSellCommand(),
  ]);
}
