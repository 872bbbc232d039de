import type { Address } from "viem";
import { WAITS_FOR_REFILL } from "@sheaf/sdk/plan/limitChunks";
import { planTrades } from "@sheaf/sdk/plan/planTrades";
import type { Plan, PlannedTrade, SkippedLeg } from "@sheaf/sdk/plan/plan";
import type { PlanLimits } from "@sheaf/sdk/plan/planLimits";

import { CallRefusedForNowError } from "./errors.ts";
import { drainedPools } from "./drainedPools.ts";
import { planInputsOf } from "./planInputsOf.ts";
import { readIndex } from "./readIndex.ts";
import { readSettlement } from "./readSettlement.ts";
import { sendTrade } from "./sendTrade.ts";
import type { ExecutionContext } from "./executionContext.ts";
import type { IndexState } from "@sheaf/sdk/chain/indexState";
import type { Routes } from "./parseRoutes.ts";
import type { TradeInputs, TradeReport } from "./sendTrade.ts";

/** For trades in chunks, where pools refill in between. */
export type Chunking = {
  readonly gas: bigint; // {uoa} what one leg more costs
  /** Waits until pools may have refilled. */
  readonly pause: () => Promise<void>;
};

export type ExecutionInputs = {
  readonly executor: Address;
  readonly routes: Routes;
  readonly limits?: Partial<PlanLimits>;
  readonly maximumTrades?: number;
  readonly chunking?: Chunking;
  readonly onPlan?: (plan: Plan, index: IndexState) => void;
  readonly onTrade?: (trade: TradeReport) => void;
};

export type ExecutionReport = {
  readonly index: IndexState; // as last read
  readonly trades: readonly TradeReport[];
  readonly skipped: readonly SkippedLeg[]; // of the last plan
  readonly warnings: readonly string[];
  /** `planned out` has nothing left to do, `maximum` used up the number of trades, the others cannot trade at all. */
  readonly stopped: "planned out" | "maximum" | "no open epoch" | "past the deadline" | "paused";
};

const MAXIMUM_TRADES = 12;

/**
 * Reads, plans, sends at most one trade, and begins again, until nothing is left to do. A sale that fails is not
 * tried again in this run, a purchase once. What the plan finds too small and the vault still asks for is traded all the same.
 * With `chunking`, large legs go in chunks with a pause between them; in a pool that has not refilled the rest goes at once.
 */
export async function executePlan(
  context: ExecutionContext,
  inputs: ExecutionInputs,
): Promise<ExecutionReport> {
  const maximum = inputs.maximumTrades ?? MAXIMUM_TRADES;
  const trades: TradeReport[] = [];
  const warnings = new Set<string>();
  const blocked = new Map<Address, string>();
  const insisted = new Set<Address>();
  const failedBefore = new Set<Address>();
  const drained = new Set<Address>();
  let transactions = 1; // of the last plan
  let chunked: { readonly before: IndexState; readonly trade: PlannedTrade } | undefined;
  for (;;) {
    const index = await readIndex({
      client: context.client,
      vault: context.vault,
      routes: inputs.routes,
    });
    for (const pool of chunked === undefined ? [] : drainedPools({ ...chunked, now: index }))
      drained.add(pool);
    const obstacle = obstacleOf(index);
    if (obstacle !== undefined)
      return { index, trades, skipped: [], warnings: [...warnings], stopped: obstacle };
    const plan = planTrades(
      planInputsOf(index, {
        ...(inputs.limits === undefined ? {} : { limits: inputs.limits }),
        blocked,
        insisted,
        chunks:
          inputs.chunking === undefined
            ? undefined
            : {
                gas: inputs.chunking.gas,
                drained,
                most: Math.floor((maximum - trades.length) / transactions),
              },
      }),
    );
    inputs.onPlan?.(plan, index);
    for (const warning of plan.warnings) warnings.add(warning);
    transactions = Math.max(1, plan.trades.length);
    const [trade] = plan.trades;
    if (trade === undefined) {
      const wanted = await unsettled(context, insisted);
      if (wanted === undefined)
        return {
          index,
          trades,
          skipped: plan.skipped,
          warnings: [...warnings],
          stopped: "planned out",
        };
      insisted.add(wanted);
      continue;
    }
    if (trades.length >= maximum)
      return { index, trades, skipped: plan.skipped, warnings: [...warnings], stopped: "maximum" };
    const report = await tryTrade(context, {
      trade,
      epochNumber: index.epoch.number,
      executor: inputs.executor,
    });
    if (report === undefined) {
      for (const { token } of trade.legs) blocked.set(token, "its leg moved nothing");
      continue;
    }
    for (const { token, side } of report.failed) {
      // A purchase may have failed only as a sale before it had brought less USDC: it gets a second chance.
      if (side === "sell" || failedBefore.has(token))
        blocked.set(token, `its leg failed in ${report.hash}`);
      failedBefore.add(token);
    }
    trades.push(report);
    inputs.onTrade?.(report);
    const waits = plan.skipped.some(({ reason }) => reason === WAITS_FOR_REFILL);
    chunked = waits ? { before: index, trade } : undefined;
    if (waits) await inputs.chunking?.pause();
  }
}

function obstacleOf({
  epoch,
  block,
  tradingPausedUntil,
}: IndexState): ExecutionReport["stopped"] | undefined {
  if (!epoch.open) return "no open epoch";
  if (block.timestamp >= epoch.deadline) return "past the deadline";
  return block.timestamp < tradingPausedUntil ? "paused" : undefined;
}

/** Undefined where no leg of the trade would move anything. */
async function tryTrade(
  context: ExecutionContext,
  inputs: TradeInputs,
): Promise<TradeReport | undefined> {
  try {
    return await sendTrade(context, inputs);
  } catch (error) {
    if (error instanceof CallRefusedForNowError && error.errorName === "NothingTraded")
      return undefined;
    throw error;
  }
}

/** A component that the vault says is off its target and that was not insisted on yet. */
async function unsettled(
  { client, vault }: ExecutionContext,
  insisted: ReadonlySet<Address>,
): Promise<Address | undefined> {
  const settlement = await readSettlement(client, vault);
  return settlement.closable || insisted.has(settlement.component)
    ? undefined
    : settlement.component;
}
