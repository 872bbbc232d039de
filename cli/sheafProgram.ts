import { createProgram } from "@sheaf/commands/createProgram";

import { addressesCommand } from "./addressesCommand.ts";
import { backtestCommand } from "./backtestCommand.ts";
import { demoCommand } from "./demoCommand.ts";
import { deployCommand } from "./deployCommand.ts";
import { importCommand } from "./importCommand.ts";
import { keysCommand } from "./keysCommand.ts";
import { marketCommand } from "./marketCommand.ts";
import { nodeCommand } from "./nodeCommand.ts";
import { rolesCommand } from "./rolesCommand.ts";
import { verifyCommand } from "./verifyCommand.ts";

/** The program `sheaf`, with every command. A new command is one file and one line. */
export function sheafProgram() {
  return createProgram(
    "npm run sheaf --",
    "Sheaf, an on-chain tokenized index that nobody has to trust.",
    [
      demoCommand(),
      nodeCommand(),
      deployCommand(),
      marketCommand(),
      backtestCommand(),
      importCommand(),
      verifyCommand(),
      rolesCommand(),
      keysCommand(),
      addressesCommand(),
    ],
  );
}
