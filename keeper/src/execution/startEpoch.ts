import { encodeFunctionData } from "viem";
import type { Hex } from "viem";
import { indexVaultAbi } from "@sheaf/sdk/abi/indexVaultAbi";
import { REGIMES } from "@sheaf/sdk/chain/enums";
import { eventsOf } from "@sheaf/sdk/chain/eventsOf";
import type { EpochOrder } from "@sheaf/sdk/chain/epochOrder";

import { sendTransaction } from "./sendTransaction.ts";
import type { ExecutionContext } from "./executionContext.ts";

export type StartReport = {
  readonly hash: Hex;
  readonly gasUsed: bigint;
  readonly blockNumber: bigint;
  readonly number: number;
  readonly basketId: bigint;
};

/** Starts an epoch with the strategist's account. */
export async function startEpoch(
  context: ExecutionContext,
  order: EpochOrder,
): Promise<StartReport> {
  const data = encodeFunctionData({
    abi: indexVaultAbi,
    functionName: "startEpoch",
    args: [{ ...order, regime: REGIMES.indexOf(order.regime) }],
  });
  const receipt = await sendTransaction({
    ...context,
    label: "startEpoch",
    to: context.vault,
    data,
  });
  const [started] = eventsOf({
    abi: indexVaultAbi,
    eventName: "EpochStarted",
    logs: receipt.logs,
    emitter: context.vault,
  });
  return {
    hash: receipt.transactionHash,
    gasUsed: receipt.gasUsed,
    blockNumber: receipt.blockNumber,
    number: Number(started?.args.number ?? 0n),
    basketId: started?.args.basketId ?? 0n,
  };
}
