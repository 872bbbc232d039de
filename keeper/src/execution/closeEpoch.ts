import { encodeFunctionData, parseEventLogs } from "viem";
import type { Address, Hex } from "viem";
import { indexVaultAbi } from "@sheaf/sdk/abi/indexVaultAbi";

import { readSettlement } from "./readSettlement.ts";
import { sendTransaction } from "./sendTransaction.ts";
import type { ExecutionContext } from "./executionContext.ts";

export type CloseReport =
  | { readonly closed: "settled" | "incomplete"; readonly hash: Hex; readonly gasUsed: bigint }
  | { readonly closed: "open"; readonly component: Address /* off its target */ };

/** Closes the open epoch where it is settled or late, and leaves it open otherwise. */
export async function closeEpoch(context: ExecutionContext): Promise<CloseReport> {
  const settlement = await readSettlement(context.client, context.vault);
  if (!settlement.closable) return { closed: "open", component: settlement.component };
  const data = encodeFunctionData({ abi: indexVaultAbi, functionName: "closeEpoch" });
  const receipt = await sendTransaction({
    ...context,
    label: "closeEpoch",
    to: context.vault,
    data,
  });
  const [event] = parseEventLogs({
    abi: indexVaultAbi,
    eventName: "EpochClosed",
    logs: receipt.logs,
  });
  return {
    closed: event?.args.settled === true ? "settled" : "incomplete",
    hash: receipt.transactionHash,
    gasUsed: receipt.gasUsed,
  };
}
