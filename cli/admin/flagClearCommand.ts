import { addressOption } from "@sheaf/commands/addressOption";
import { indexVaultAbi } from "@sheaf/sdk/abi/indexVaultAbi";
import { encodeFunctionData } from "viem";

import { actionCommand } from "./actionCommand.ts";
import { checkIndex } from "./checkIndex.ts";
import { planAdmin } from "./planAdmin.ts";
import { runAction } from "./runAction.ts";
import { vaultOption } from "./vaultOption.ts";

/** `sheaf admin flag clear`: lets an index buy again what lost balance without a trade. */
export function flagClearCommand() {
  return actionCommand({
    name: "clear",
    summary: "let an index buy a flagged component again, behind the admin's delay (proposer)",
    description:
      "Schedules in the timelock that a component's flag is cleared. An index flags a component that lost balance without a trade, and does not buy it until then. A proposer signs.",
  })
    .addOption(vaultOption())
    .addOption(addressOption("--component <address>", "the component").makeOptionMandatory())
    .action(({ vault, component, ...options }) =>
      runAction(options, async (session) => {
        await checkIndex(session, vault);
        const data = encodeFunctionData({
          abi: indexVaultAbi,
          functionName: "clearFlag",
          args: [component],
        });
        const name = `Clear the flag of ${component}`;
        return planAdmin(session, [{ name, call: { to: vault, data } }]);
      }),
    );
}
