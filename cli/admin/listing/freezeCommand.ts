import { addressOption } from "@sheaf/commands/addressOption";
import { componentRegistryAbi } from "@sheaf/sdk/abi/componentRegistryAbi";
import { encodeFunctionData } from "viem";

import { actionCommand } from "../actionCommand.ts";
import { planDirect } from "../planDirect.ts";
import { runAction } from "../runAction.ts";

/** `sheaf admin listing freeze`: stops everything but redemption of a component, at once. */
export function freezeCommand() {
  return actionCommand({
    name: "freeze",
    summary: "freeze a component in every index, at once (guardian)",
    description:
      "Freezes a component, at once and in every index of the registry. The guardian signs. Only a new listing undoes it.",
  })
    .addOption(addressOption("--token <address>", "the component").makeOptionMandatory())
    .action(({ token, ...options }) =>
      runAction(options, (session) => {
        const data = encodeFunctionData({
          abi: componentRegistryAbi,
          functionName: "freeze",
          args: [token],
        });
        const call = { to: session.book.contracts.registry.address, data };
        return Promise.resolve(planDirect("guardian", [{ name: `Freeze ${token}`, call }]));
      }),
    );
}
