import type { CommandTexts } from "@sheaf/commands/createCommand";
import { decimalOption } from "@sheaf/commands/decimalOption";
import { switchOption } from "@sheaf/commands/switchOption";

import { keystoreOption } from "../keys/keystoreOption.ts";
import { passwordFileOption } from "../keys/passwordFileOption.ts";
import { sessionCommand } from "./sessionCommand.ts";

/** A command that signs transactions. `openSession` and `openSigner` take its options. */
export function signingCommand(texts: CommandTexts) {
  return sessionCommand(texts)
    .addOption(keystoreOption())
    .addOption(passwordFileOption())
    .addOption(
      decimalOption(
        "--max-network-fee <ether>",
        "what the network may take for one transaction at most; default: 0.05",
        18,
      ),
    )
    .addOption(switchOption("--yes", "do not ask before signing"));
}
