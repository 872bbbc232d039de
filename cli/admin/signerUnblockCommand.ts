import { addressOption } from "@sheaf/commands/addressOption";
import { indexVaultAbi } from "@sheaf/sdk/abi/indexVaultAbi";
import { encodeFunctionData } from "viem";

import { actionCommand } from "./actionCommand.ts";
import { checkIndex } from "./checkIndex.ts";
import { planAdmin } from "./planAdmin.ts";
import { runAction } from "./runAction.ts";
import { vaultOption } from "./vaultOption.ts";

/** `sheaf admin signer unblock`: lifts a block behind the admin's delay. */
export function signerUnblockCommand() {
  return actionCommand({
    name: "unblock",
    summary: "lift the block of a signer, behind the admin's delay (proposer)",
    description:
      "Schedules in the timelock that the block of a strategist or keeper is lifted. A proposer signs; `sheaf admin execute` carries it out after the delay.",
  })
    .addOption(vaultOption())
    .addOption(addressOption("--account <address>", "the signer").makeOptionMandatory())
    .action(({ vault, account, ...options }) =>
      runAction(options, async (session) => {
        await checkIndex(session, vault);
        const data = encodeFunctionData({
          abi: indexVaultAbi,
          functionName: "unblockSigner",
          args: [account],
        });
        return planAdmin(session, [{ name: `Unblock ${account}`, call: { to: vault, data } }]);
      }),
    );
}
