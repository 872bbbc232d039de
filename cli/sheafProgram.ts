import { createProgram } from "@sheaf/commands/createProgram";

import { addressesCommand } from "./addressesCommand.ts";
import { adminCommand } from "./adminCommand.ts";
import { backtestCommand } from "./backtestCommand.ts";
import { bookCommand } from "./bookCommand.ts";
import { buyCommand } from "./buyCommand.ts";
import { cancelCommand } from "./cancelCommand.ts";
import { claimCommand } from "./claimCommand.ts";
import { completionCommand } from "./completionCommand.ts";
import { demoCommand } from "./demoCommand.ts";
import { deployCommand } from "./deployCommand.ts";
import { faucetCommand } from "./faucetCommand.ts";
import { importCommand } from "./importCommand.ts";
import { indexCommand } from "./indexCommand.ts";
import { issueCommand } from "./issueCommand.ts";
import { keeperCommand } from "./keeperCommand.ts";
import { keysCommand } from "./keysCommand.ts";
import { marketCommand } from "./marketCommand.ts";
import { nodeCommand } from "./nodeCommand.ts";
import { pauseCommand } from "./pauseCommand.ts";
import { portfolioCommand } from "./portfolioCommand.ts";
import { quoteCommand } from "./quoteCommand.ts";
import { redeemCommand } from "./redeemCommand.ts";
import { revokeCommand } from "./revokeCommand.ts";
import { rolesCommand } from "./rolesCommand.ts";
import { sellCommand } from "./sellCommand.ts";
import { startCommand } from "./startCommand.ts";
import { verifyBackingCommand } from "./verifyBackingCommand.ts";
import { verifyCommand } from "./verifyCommand.ts";

/** The program `sheaf`, with every command. A new command is one file and one line. */
export function sheafProgram() {
  return createProgram(
    "npm run sheaf --",
    "Sheaf, an on-chain tokenized index that nobody has to trust.",
    [
      {
        title: "Hold an index",
        commands: [
          indexCommand(),
          quoteCommand(),
          buyCommand(),
          sellCommand(),
          issueCommand(),
          redeemCommand(),
          claimCommand(),
          portfolioCommand(),
          keysCommand(),
          revokeCommand(),
          cancelCommand(),
        ],
      },
      {
        title: "Check it",
        commands: [rolesCommand(), verifyCommand(), verifyBackingCommand(), addressesCommand()],
      },
      {
        title: "Run it",
        commands: [
          deployCommand(),
          keeperCommand(),
          marketCommand(),
          faucetCommand(),
          nodeCommand(),
          adminCommand(),
          pauseCommand(),
          bookCommand(),
        ],
      },
      {
        title: "Try it",
        commands: [
          startCommand(),
          demoCommand(),
          backtestCommand(),
          importCommand(),
          completionCommand(),
        ],
      },
    ],
  );
}
