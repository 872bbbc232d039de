import { readFile } from "node:fs/promises";

import { pathOption } from "@sheaf/commands/pathOption";
import { componentRegistryAbi } from "@sheaf/sdk/abi/componentRegistryAbi";
import { encodeFunctionData, isAddressEqual } from "viem";

import { actionCommand } from "../actionCommand.ts";
import { OtherDeploymentError } from "../errors.ts";
import { planAdmin } from "../planAdmin.ts";
import { runAction } from "../runAction.ts";
import { parseProposal } from "./parseProposal.ts";

/** `sheaf admin listing announce`: has the timelock announce proposed listings. */
export function announceCommand() {
  return actionCommand({
    name: "announce",
    summary: "announce proposed listings, behind the admin's delay (proposer)",
    description:
      "Schedules in the timelock that the registry announces the listings of a proposal. A proposer signs. `sheaf admin listing list` carries out what is due: the announcement after the timelock's delay, and the listings two days after that.",
  })
    .addOption(
      pathOption(
        "--proposal <file>",
        "what `sheaf admin listing propose` or `relist` wrote",
      ).makeOptionMandatory(),
    )
    .action(({ proposal: file, ...options }) =>
      runAction(options, async (session, print) => {
        const { chainId, registry, listings } = parseProposal(await readFile(file, "utf8"), file);
        const { address } = session.book.contracts.registry;
        if (chainId !== session.client.chain.id || !isAddressEqual(registry, address))
          throw new OtherDeploymentError(file, chainId, registry);
        for (const { token } of listings) {
          const isProbed = await session.client.readContract({
            address,
            abi: componentRegistryAbi,
            functionName: "isProbed",
            args: [token],
          });
          if (!isProbed) print(`${token} is not probed yet. Without a probe it is not listed.`);
        }
        const data = encodeFunctionData({
          abi: componentRegistryAbi,
          functionName: "announceListings",
          args: [listings],
        });
        return planAdmin(session, [{ name: "Announce listings", call: { to: address, data } }]);
      }),
    );
}
