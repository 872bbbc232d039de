import { indexVaultAbi } from "@sheaf/sdk/abi/indexVaultAbi";
import { encodeFunctionData } from "viem";

import { actionCommand } from "./actionCommand.ts";
import { checkIndex } from "./checkIndex.ts";
import { planDirect } from "./planDirect.ts";
import { runAction } from "./runAction.ts";
import { vaultOption } from "./vaultOption.ts";

/** `sheaf pause issuance`: stops the issuance of an index for 14 days. */
export function pauseIssuanceCommand() {
  return actionCommand({
    name: "issuance",
    summary: "stop the issuance of an index for 14 days, at once (guardian)",
    description:
      "Stops the issuance of an index for 14 days, at once. The guardian signs. It ends by itself, and cannot be renewed before as long again has passed.",
  })
    .addOption(vaultOption())
    .action(({ vault, ...options }) =>
      runAction(options, async (session) => {
        await checkIndex(session, vault);
        const data = encodeFunctionData({ abi: indexVaultAbi, functionName: "pauseIssuance" });
        return planDirect("guardian", [{ name: "Pause issuance", call: { to: vault, data } }]);
      }),
    );
}
