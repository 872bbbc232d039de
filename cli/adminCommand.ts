import { createGroup } from "@sheaf/commands/createGroup";

import { cancelCommand } from "./admin/cancelCommand.ts";
import { executeCommand } from "./admin/executeCommand.ts";
import { feesCommand } from "./admin/fees/feesCommand.ts";
import { flagClearCommand } from "./admin/flagClearCommand.ts";
import { announceCommand } from "./admin/listing/announceCommand.ts";
import { freezeCommand } from "./admin/listing/freezeCommand.ts";
import { listCommand } from "./admin/listing/listCommand.ts";
import { proposeCommand } from "./admin/listing/proposeCommand.ts";
import { relistCommand } from "./admin/listing/relistCommand.ts";
import { pendingCommand } from "./admin/pending/pendingCommand.ts";
import { signerBlockCommand } from "./admin/signerBlockCommand.ts";
import { signerUnblockCommand } from "./admin/signerUnblockCommand.ts";
import { windDownCommand } from "./admin/windDownCommand.ts";
import { writeOffCommand } from "./admin/writeOffCommand.ts";

/** `sheaf admin`: what guardian and admin do, in words before it is signed, or as calldata for a multisig. */
export function adminCommand() {
  return createGroup("admin", "run indexes: listings, fees, signers, write-offs, delays", [
    pendingCommand(),
    executeCommand(),
    cancelCommand(),
    createGroup("listing", "list newcomers, freeze components and list them anew", [
      proposeCommand(),
      announceCommand(),
      listCommand(),
      freezeCommand(),
      relistCommand(),
    ]),
    feesCommand(),
    createGroup("signer", "block and unblock strategists and keepers", [
      signerBlockCommand(),
      signerUnblockCommand(),
    ]),
    createGroup("flag", "clear the flags of components that lost balance", [flagClearCommand()]),
    writeOffCommand(),
    windDownCommand(),
  ]);
}
