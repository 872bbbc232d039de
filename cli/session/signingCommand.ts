import type { CommandTexts } from "@sheaf/commands/createCommand";
import { switchOption } from "@sheaf/commands/switchOption";

import { keystoreOption } from "../keys/keystoreOption.ts";
import { passwordFileOption } from "../keys/passwordFileOption.ts";
import { sessionCommand } from "./sessionCommand.ts";

/** A command that signs transactions. `openSession` and `openSigner` take its options. */
export function signingCommand(texts: CommandTexts) {
  return sessionCommand(texts)
    .addOption(keystoreOption())
    .addOption(passwordFileOption())
    .addOption(switchOption("--yes", "do not ask before signing"));
}
