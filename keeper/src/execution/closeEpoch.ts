import { encodeFunctionData } from "viem";
import type { Address, Hex } from "viem";
import { indexVaultAbi } from "@sheaf/sdk/abi/indexVaultAbi";
import { eventsOf } from "@sheaf/sdk/chain/eventsOf";

import { CallRefusedForNowError, ClosingMissingError, TransactionFailedError } from "./errors.ts";
import { readClosing } from "./readClosing.ts";
import { readSettlement } from "./readSettlement.ts";
import { sendTransaction } from "./sendTransaction.ts";
import type { ExecutionContext } from "./executionContext.ts";

/** `by` somebody else: a stranger, the guardian or another keeper. */
export type CloseReport =
  | {
      readonly closed: "settled" | "incomplete";
      readonly by: "us";
      readonly hash: Hex;
      readonly gasUsed: bigint;
    }
  | { readonly closed: "settled" | "incomplete"; readonly by: "somebody else" }
  | { readonly closed: "open"; readonly component: Address /* off its target */ };

export type EpochInQuestion = {
  readonly number: number;
  readonly fromBlock: bigint; // at which it was open, or had not started
};

/**
 * Closes the open epoch if it is settled or late, and leaves it open otherwise. An epoch that somebody else closed first is
 * closed all the same.
 *
 * @param epoch The epoch that is or was open.
 */
export async function closeEpoch(
  context: ExecutionContext,
  epoch: EpochInQuestion,
): Promise<CloseReport> {
  const { client, vault, since } = context;
  const settlement = await readSettlement({ client, vault, since });
  if (settlement.kind === "unsettled") return { closed: "open", component: settlement.component };
  if (settlement.kind === "no open epoch") return closedElsewhere(context, epoch);
  try {
    return await close(context);
  } catch (error) {
    const first =
      error instanceof TransactionFailedError ||
      (error instanceof CallRefusedForNowError && error.errorName === "NoOpenEpoch");
    if (!first) throw error;
    const newer = error instanceof TransactionFailedError ? error.blockNumber : since;
    return closedElsewhere({ ...context, since: newer }, epoch, error);
  }
}

async function close(context: ExecutionContext): Promise<CloseReport> {
  const { logs, transactionHash, gasUsed } = await sendTransaction({
    ...context,
    label: "closeEpoch",
    to: context.vault,
    data: encodeFunctionData({ abi: indexVaultAbi, functionName: "closeEpoch" }),
  });
  const [event] = eventsOf({
    abi: indexVaultAbi,
    eventName: "EpochClosed",
    logs,
    emitter: context.vault,
  });
  return {
    closed: event?.args.settled === true ? "settled" : "incomplete",
    by: "us",
    hash: transactionHash,
    gasUsed,
  };
}

/** @param cause Thrown if the epoch is open after all. */
async function closedElsewhere(
  { client, vault, since }: ExecutionContext,
  epoch: EpochInQuestion,
  cause?: Error,
): Promise<CloseReport> {
  const settled = await readClosing({ client, vault, since, ...epoch });
  if (settled === undefined) throw cause ?? new ClosingMissingError(epoch.number);
  return { closed: settled ? "settled" : "incomplete", by: "somebody else" };
}
