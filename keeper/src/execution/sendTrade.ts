import { getAddress, parseEventLogs } from "viem";
import type { Address, Hex, TransactionReceipt } from "viem";
import { indexVaultAbi } from "@sheaf/sdk/abi/indexVaultAbi";
import { uniswapV3ExecutorAbi } from "@sheaf/sdk/abi/uniswapV3ExecutorAbi";
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

/** What a trade did, from its events. */
export type TradeReport = {
  readonly hash: Hex;
  readonly gasUsed: bigint;
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
  });
  return reportOf(receipt, trade);
}

function reportOf(receipt: TransactionReceipt, trade: PlannedTrade): TradeReport {
  const [executed] = parseEventLogs({
    abi: indexVaultAbi,
    eventName: "TradeExecuted",
    logs: receipt.logs,
  });
  const [consumed] = parseEventLogs({
    abi: indexVaultAbi,
    eventName: "LossConsumed",
    logs: receipt.logs,
  });
  const skipped = parseEventLogs({
    abi: uniswapV3ExecutorAbi,
    eventName: "LegSkipped",
    logs: receipt.logs,
  });
  const failed = skipped.flatMap(({ args }) => trade.legs[Number(args.leg)] ?? []);
  const [sold, bought] = [
    resultsOf(executed?.args.sold ?? []),
    resultsOf(executed?.args.bought ?? []),
  ];
  return {
    hash: receipt.transactionHash,
    gasUsed: receipt.gasUsed,
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
