import { addressOption } from "@sheaf/commands/addressOption";
import { UnusableOptionError } from "@sheaf/commands/errors";
import { hashOption } from "@sheaf/commands/hashOption";
import { componentRegistryAbi } from "@sheaf/sdk/abi/componentRegistryAbi";
import { indexVaultAbi } from "@sheaf/sdk/abi/indexVaultAbi";
import { rolesAbi } from "@sheaf/sdk/abi/rolesAbi";
import { encodeFunctionData } from "viem";
import type { Address, Hash } from "viem";

import type { Session } from "../session/openSession.ts";
import { actionCommand } from "./actionCommand.ts";
import { NothingPendingError } from "./errors.ts";
import { operationOption } from "./operationOption.ts";
import type { Pending } from "./pending/pending.ts";
import { readPending } from "./pending/readPending.ts";
import type { NamedCall, Plan } from "./plan.ts";
import { planDirect } from "./planDirect.ts";
import { runAction } from "./runAction.ts";
import { callText } from "./words/callText.ts";

type Choice = {
  readonly operation?: Hash | undefined;
  readonly listings?: Hash | undefined;
  readonly fees?: Address | undefined;
};

/** `sheaf admin cancel`: stops what was announced. */
export function cancelCommand() {
  return actionCommand({
    name: "cancel",
    summary: "cancel what waits in timelock, registry or index, at once (guardian)",
    description:
      "Cancels an operation of the timelock, announced listings or announced fees, at once. The guardian signs. Give one of --operation, --listings and --fees.",
  })
    .addOption(operationOption())
    .addOption(hashOption("--listings <hash>", "hash of announced listings"))
    .addOption(addressOption("--fees <vault>", "index whose announced fees are withdrawn"))
    .action(({ operation, listings, fees, ...options }) => {
      const choice = { operation, listings, fees };
      if (Object.values(choice).filter((value) => value !== undefined).length !== 1)
        throw new UnusableOptionError("give one of --operation, --listings and --fees");
      return runAction(options, (session) => planCancel(session, choice));
    });
}

async function planCancel(session: Session, choice: Choice): Promise<Plan> {
  const pending = (await readPending(session)).find((item) => isChosen(item, choice));
  if (pending === undefined) throw new NothingPendingError("That does not wait");
  const plan = planDirect("guardian", [cancellation(session, pending)]);
  const cancelled = pending.calls.map((call) => `Cancelled would be: ${callText(call)}`);
  return {
    ...plan,
    steps: plan.steps.map((step) => ({ ...step, texts: [...step.texts, ...cancelled] })),
  };
}

function isChosen({ kind, id, at }: Pending, { operation, listings, fees }: Choice): boolean {
  if (kind === "operation") return id === operation;
  if (kind === "listings") return id === listings;
  return at === fees;
}

function cancellation({ book }: Session, { kind, id, at }: Pending): NamedCall {
  if (kind === "operation") {
    const data = encodeFunctionData({ abi: rolesAbi, functionName: "cancel", args: [id] });
    return { name: `Cancel operation ${id}`, call: { to: book.contracts.roles.address, data } };
  }
  if (kind === "listings") {
    const data = encodeFunctionData({
      abi: componentRegistryAbi,
      functionName: "cancelAnnouncement",
      args: [id],
    });
    return { name: `Cancel listings ${id}`, call: { to: at, data } };
  }
  const data = encodeFunctionData({ abi: indexVaultAbi, functionName: "cancelFees" });
  return { name: "Cancel announced fees", call: { to: at, data } };
}
