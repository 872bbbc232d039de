import type { CommandTexts } from "@sheaf/commands/createCommand";
import { jsonOption } from "@sheaf/commands/jsonOption";
import { switchOption } from "@sheaf/commands/switchOption";

import { signingCommand } from "../session/signingCommand.ts";

/** A command that does something for guardian or admin. `runAction` takes its options. */
export function actionCommand(texts: Omit<CommandTexts, "exitCodes">) {
  return signingCommand({
    ...texts,
    exitCodes:
      "0 done, or nothing is due, 1 the contract refused it or it was not confirmed, 2 the options, the node, the key or its role cannot be used.",
  })
    .addOption(
      switchOption(
        "--calldata",
        "print target, value and calldata for a multisig; sign and send nothing",
      ),
    )
    .addOption(jsonOption("the calls, and the transactions that carried them out"));
}
