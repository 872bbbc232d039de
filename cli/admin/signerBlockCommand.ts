import { addressOption } from "@sheaf/commands/addressOption";
import { indexVaultAbi } from "@sheaf/sdk/abi/indexVaultAbi";
import { encodeFunctionData } from "viem";

import { actionCommand } from "./actionCommand.ts";
import { checkIndex } from "./checkIndex.ts";
import { planDirect } from "./planDirect.ts";
import { runAction } from "./runAction.ts";
import { vaultOption } from "./vaultOption.ts";

/** `sheaf admin signer block`: takes a signer out at once. */
export function signerBlockCommand() {
  return actionCommand({
    name: "block",
    summary: "block a strategist or keeper in an index, at once (guardian)",
    description:
      "Blocks a strategist or keeper in one index, at once. The guardian signs. Only the admin lifts the block.",
  })
    .addOption(vaultOption())
    .addOption(addressOption("--account <address>", "the signer").makeOptionMandatory())
    .action(({ vault, account, ...options }) =>
      runAction(options, async (session) => {
        await checkIndex(session, vault);
        const data = encodeFunctionData({
          abi: indexVaultAbi,
          functionName: "blockSigner",
          args: [account],
        });
        return planDirect("guardian", [{ name: `Block ${account}`, call: { to: vault, data } }]);
      }),
    );
}
