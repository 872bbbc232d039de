import { addressOption } from "@sheaf/commands/addressOption";
import { indexVaultAbi } from "@sheaf/sdk/abi/indexVaultAbi";
import { encodeFunctionData } from "viem";

import { actionCommand } from "./actionCommand.ts";
import { checkIndex } from "./checkIndex.ts";
import { planAdmin } from "./planAdmin.ts";
import { runAction } from "./runAction.ts";
import { vaultOption } from "./vaultOption.ts";

/** `sheaf admin write-off`: takes a frozen component off an index's list. */
export function writeOffCommand() {
  return actionCommand({
    name: "write-off",
    summary: "write off what was frozen for 14 days, behind the admin's delay (proposer)",
    description:
      "Schedules in the timelock that an index writes a component off. It is carried out once the component has been frozen for 14 days and no epoch is open. A proposer signs.",
  })
    .addOption(vaultOption())
    .addOption(addressOption("--component <address>", "the component").makeOptionMandatory())
    .action(({ vault, component, ...options }) =>
      runAction(options, async (session) => {
        await checkIndex(session, vault);
        const data = encodeFunctionData({
          abi: indexVaultAbi,
          functionName: "writeOff",
          args: [component],
        });
        const name = `Write off ${component}`;
        const cures = ["WriteOffTooEarly", "EpochStillOpen"];
        return planAdmin(session, [{ name, call: { to: vault, data }, cures }]);
      }),
    );
}
