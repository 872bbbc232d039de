import type { Address } from "viem";
import type { IndexState } from "@sheaf/sdk/chain/indexState";
import type { Routes } from "@sheaf/sdk/chain/parseRoutes";
import type { Plan, SkippedLeg } from "@sheaf/sdk/plan/plan";
import type { PlanLimits } from "@sheaf/sdk/plan/planLimits";

import { learnFromIndex } from "./learnFromIndex.ts";
import { learnFromOutcome } from "./learnFromOutcome.ts";
import { observeIndex } from "./observeIndex.ts";
import { planNext } from "./planNext.ts";
import { readSettlement } from "./readSettlement.ts";
import { beginRun } from "./runState.ts";
import { sendNext } from "./sendNext.ts";
import { settleClaims } from "./settleClaims.ts";
import type { ExecutionContext } from "./executionContext.ts";
import type { FailedTrade, RunState } from "./runState.ts";
import type { TradeReport } from "./sendTrade.ts";
import type { SettledClaims } from "./settleClaims.ts";

/** For trades in chunks, where pools refill in between. */
export type Chunking = {
  readonly gas: bigint; // {uoa} what one leg more costs
  /** Waits until pools may have refilled. */
  readonly pause: () => Promise<void>;
};

export type ExecutionInputs = {
  readonly executor: Address;
  readonly lens: Address; // that reads the pools of the routes
  readonly routes: Routes;
  readonly limits?: Partial<PlanLimits>;
  readonly maximumTrades?: number;
  readonly chunking?: Chunking;
  readonly onPlan?: (plan: Plan, index: IndexState) => void;
  readonly onTrade?: (trade: TradeReport) => void;
};

/**
 * Why a run ended. `planned out`: nothing is left to do. `maximum`: the number of transactions is used up. `over budget`: no
 * trade fits what may still be lost and turned over. With the others nothing can be traded at all.
 */
export type StopReason =
  "planned out" | "maximum" | "over budget" | "no open epoch" | "past the deadline" | "paused";

export type ExecutionReport = {
  readonly index: IndexState; // as last read
  readonly since: bigint; // {block} of the last receipt
  readonly settlements: SettledClaims["sent"]; // of claims, before the first trade
  readonly trades: readonly TradeReport[];
  readonly failedTrades: readonly FailedTrade[]; // mined and reverted
  readonly skipped: readonly SkippedLeg[]; // of the last plan
  readonly setAside: readonly { readonly token: Address; readonly reason: string }[];
  readonly warnings: readonly string[];
  readonly stopped: StopReason;
};

const MAX_TRADES = 12;
/** How often a plan is made for half of the budgets before the run ends. */
const MAX_HALVINGS = 3;

/**
 * Settles the claims on the index, so that no trade pays for them. Then observes the index, plans from its balances, sends at most
 * one trade, learns from what became of it, and begins again, until nothing is left to do. A component that stops a trade is set aside and the others go on. A component that the plan finds too
 * small and the vault reports off its target is traded all the same. With `chunking`, large legs go in chunks with a pause
 * between them; in a pool that has not refilled the rest goes at once.
 *
 * @throws HeadBehindError if the endpoint stays behind a block that this run has seen.
 */
export async function executePlan(
  context: ExecutionContext,
  inputs: ExecutionInputs,
): Promise<ExecutionReport> {
  const maxTrades = inputs.maximumTrades ?? MAX_TRADES;
  let state = beginRun(context.since ?? 0n);
  for (;;) {
    const { client, vault } = context;
    const { lens, routes } = inputs;
    const index = await observeIndex({ client, vault, lens, routes, since: state.since });
    state = learnFromIndex(state, index);
    const obstacle = obstacleOf(index, state);
    if (obstacle !== undefined) return reportOf(state, index, obstacle);
    if (state.claims === undefined) {
      state = afterSettling(state, await settleClaims({ ...context, since: state.since }));
      continue;
    }

    const planning = { state, inputs, maxTrades };
    const { plan, trade } = planNext(planning, index);
    inputs.onPlan?.(plan, index);
    state = {
      ...state,
      warnings: new Set([...state.warnings, ...plan.warnings]),
      transactions: Math.max(1, plan.trades.length),
    };
    if (trade === undefined) {
      const wanted = await unsettled(context, state);
      if (wanted === undefined) return reportOf(state, index, "planned out", plan);
      state = { ...state, insisted: new Set([...state.insisted, wanted]) };
      continue;
    }
    if (state.sent >= maxTrades) return reportOf(state, index, "maximum", plan);

    const outcome = await sendNext(context, planning, { index, trade, executor: inputs.executor });
    state = learnFromOutcome(state, { index, plan, trade, outcome });
    if (outcome.kind !== "traded") continue;
    inputs.onTrade?.(outcome.report);
    if (state.seen?.trade !== undefined) await inputs.chunking?.pause();
  }
}

function obstacleOf(
  { epoch, block, tradingPausedUntil }: IndexState,
  { halvings }: RunState,
): StopReason | undefined {
  if (!epoch.open) return "no open epoch";
  if (block.timestamp >= epoch.deadline) return "past the deadline";
  if (block.timestamp < tradingPausedUntil) return "paused";
  return halvings > MAX_HALVINGS ? "over budget" : undefined;
}

function afterSettling(state: RunState, claims: SettledClaims): RunState {
  const { since, failure } = claims;
  const warnings = failure === undefined ? [] : [`Claims were not settled. ${failure}`];
  return { ...state, since, claims, warnings: new Set([...state.warnings, ...warnings]) };
}

/** A component that the vault reports off its target, and that was neither insisted on nor set aside yet. */
async function unsettled(
  { client, vault }: ExecutionContext,
  { since, insisted, setAside, notBought }: RunState,
): Promise<Address | undefined> {
  const settlement = await readSettlement({ client, vault, since });
  if (settlement.kind !== "unsettled") return undefined;
  const { component } = settlement;
  const known = insisted.has(component) || setAside.has(component) || notBought.has(component);
  return known ? undefined : component;
}

function reportOf(
  state: RunState,
  index: IndexState,
  stopped: StopReason,
  plan?: Plan,
): ExecutionReport {
  const { since, claims, trades, failedTrades, warnings, setAside, notBought } = state;
  return {
    index,
    since,
    settlements: claims?.sent ?? [],
    trades,
    failedTrades,
    skipped: plan?.skipped ?? [],
    setAside: [...new Map([...notBought, ...setAside])].map(([token, reason]) => ({
      token,
      reason,
    })),
    warnings: [...warnings],
    stopped,
  };
}
