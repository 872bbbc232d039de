import { indexVaultAbi } from "@sheaf/sdk/abi/indexVaultAbi";
import { encodeFunctionData } from "viem";

import { actionCommand } from "./actionCommand.ts";
import { checkIndex } from "./checkIndex.ts";
import { planAdmin } from "./planAdmin.ts";
import { runAction } from "./runAction.ts";
import { vaultOption } from "./vaultOption.ts";

/** `sheaf admin wind-down`: ends an index for good. */
export function windDownCommand() {
  return actionCommand({
    name: "wind-down",
    summary: "wind an index down for good, behind the admin's delay (proposer)",
    description:
      "Schedules in the timelock that an index is wound down. It cannot be undone once it is carried out. Holders redeem as before. A proposer signs.",
  })
    .addOption(vaultOption())
    .action(({ vault, ...options }) =>
      runAction(options, async (session) => {
        await checkIndex(session, vault);
        const data = encodeFunctionData({ abi: indexVaultAbi, functionName: "windDown" });
        return planAdmin(session, [{ name: `Wind down ${vault}`, call: { to: vault, data } }]);
      }),
    );
}
