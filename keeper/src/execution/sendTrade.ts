import { getAddress, isAddressEqual } from "viem";
import type { Address, Hex, TransactionReceipt } from "viem";
import { indexVaultAbi } from "@sheaf/sdk/abi/indexVaultAbi";
import { uniswapV3ExecutorAbi } from "@sheaf/sdk/abi/uniswapV3ExecutorAbi";
import { eventsOf } from "@sheaf/sdk/chain/eventsOf";
import { encodeTrade } from "@sheaf/sdk/plan/encodeTrade";
import type { PlannedLeg, PlannedTrade } from "@sheaf/sdk/plan/plan";

import { sendTransaction } from "./sendTransaction.ts";
import type { ExecutionContext } from "./executionContext.ts";

export type TradeInputs = {
  readonly trade: PlannedTrade;
  readonly epochNumber: number;
  readonly executor: Address;
};

/** One component's part in a finished trade. */
export type TradeResult = {
  readonly token: Address;
  readonly amount: bigint /* {tok} */;
  readonly value: bigint; /* {uoa} */
};

/** What a trade did, from the events of the vault and the executor. */
export type TradeReport = {
  readonly hash: Hex;
  readonly gasUsed: bigint;
  readonly blockNumber: bigint;
  readonly legs: number; // done
  readonly failed: readonly PlannedLeg[]; // skipped by the executor
  readonly sold: readonly TradeResult[];
  readonly bought: readonly TradeResult[];
  readonly soldValue: bigint; // {uoa}
  readonly boughtValue: bigint; // {uoa}
  readonly loss: bigint; // WAD of NAV, taken from the budget
};

/** Sends one planned trade with the keeper's account. */
export async function sendTrade(
  context: ExecutionContext,
  { trade, epochNumber, executor }: TradeInputs,
): Promise<TradeReport> {
  const { calldata } = encodeTrade(trade, { epochNumber: BigInt(epochNumber), executor });
  const receipt = await sendTransaction({
    ...context,
    label: `trade of ${trade.legs.length} legs`,
    to: context.vault,
    data: calldata,
    legs: trade.legs.length,
  });
  return reportOf(receipt, { trade, vault: context.vault, executor });
}

function reportOf(
  { logs, transactionHash, gasUsed, blockNumber }: TransactionReceipt,
  { trade, vault, executor }: Omit<TradeInputs, "epochNumber"> & { readonly vault: Address },
): TradeReport {
  const [executed] = eventsOf({
    abi: indexVaultAbi,
    eventName: "TradeExecuted",
    logs,
    emitter: vault,
  });
  const [consumed] = eventsOf({
    abi: indexVaultAbi,
    eventName: "LossConsumed",
    logs,
    emitter: vault,
  });
  // Somebody else's trade through the same executor may run within this transaction.
  const skipped = eventsOf({
    abi: uniswapV3ExecutorAbi,
    eventName: "LegSkipped",
    logs,
    emitter: executor,
  }).filter(({ args }) => isAddressEqual(args.vault, vault));
  const failed = skipped.flatMap(({ args }) => trade.legs[Number(args.leg)] ?? []);
  const [sold, bought] = [
    resultsOf(executed?.args.sold ?? []),
    resultsOf(executed?.args.bought ?? []),
  ];
  return {
    hash: transactionHash,
    gasUsed,
    blockNumber,
    legs: trade.legs.length - failed.length,
    failed,
    sold,
    bought,
    soldValue: sumOf(sold),
    boughtValue: sumOf(bought),
    loss: consumed?.args.loss ?? 0n,
  };
}

function resultsOf(
  results: readonly {
    readonly component: Address;
    readonly amount: bigint;
    readonly value: bigint;
  }[],
): TradeResult[] {
  return results.map(({ component, amount, value }) => ({
    token: getAddress(component),
    amount,
    value,
  }));
}

function sumOf(results: readonly TradeResult[]): bigint {
  return results.reduce((sum, { value }) => sum + value, 0n);
}
