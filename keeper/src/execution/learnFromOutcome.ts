import type { Address } from "viem";
import { WAITS_FOR_REFILL } from "@sheaf/sdk/plan/limitChunks";
import type { IndexState } from "@sheaf/sdk/chain/indexState";
import type { Plan, PlannedTrade } from "@sheaf/sdk/plan/plan";

import { tokensOf } from "./tokensOf.ts";
import type { RunState } from "./runState.ts";
import type { Outcome } from "./sendNext.ts";

export type Attempt = {
  readonly index: IndexState; // that the trade was planned from
  readonly plan: Plan;
  readonly trade: PlannedTrade;
  readonly outcome: Outcome;
};

/** A component that failed as often is left out of the run. */
const MAX_FAILURES = 2;
/** As many components fit one transaction if each may burn all gas of its leg. */
const BURNING_FIT = 7;

/** What one attempt teaches. A trade that fails as a whole is tried again in parts, until what stops it is alone. */
export function learnFromOutcome(state: RunState, attempt: Attempt): RunState {
  const { outcome } = attempt;
  if (outcome.kind === "traded") return afterTrade(state, attempt, outcome);
  if (outcome.kind === "failed") return afterFailure(state, attempt, outcome);
  return afterRefusal(state, attempt, outcome);
}

function afterTrade(
  state: RunState,
  { index, plan, trade }: Attempt,
  { report }: Extract<Outcome, { kind: "traded" }>,
): RunState {
  const failed = countFailures(state, tokensOf({ legs: report.failed }), report.hash);
  const waits = plan.skipped.some(({ reason }) => reason === WAITS_FOR_REFILL);
  return {
    ...state,
    ...failed,
    since: report.blockNumber,
    sent: state.sent + 1,
    trades: [...state.trades, report],
    maxComponents: state.maxComponents === undefined ? undefined : 2 * state.maxComponents,
    halvings: 0,
    refusals: 0,
    seen: { index, trade: waits ? trade : undefined, report },
  };
}

function afterFailure(
  state: RunState,
  { trade }: Attempt,
  { error }: Extract<Outcome, { kind: "failed" }>,
): RunState {
  const { hash, gasUsed, blockNumber, outOfGas } = error;
  const next = {
    ...state,
    since: blockNumber,
    sent: state.sent + 1,
    failedTrades: [...state.failedTrades, { hash, gasUsed }],
  };
  const tokens = tokensOf(trade);
  if (tokens.length === 1) return { ...next, ...countFailures(state, tokens, hash) };
  const half = Math.ceil(tokens.length / 2);
  return { ...next, maxComponents: outOfGas ? Math.min(half, BURNING_FIT) : half };
}

function afterRefusal(
  state: RunState,
  { trade }: Attempt,
  { refusal: { about, error }, culprits }: Extract<Outcome, { kind: "refused" }>,
): RunState {
  if (culprits.size > 0) return { ...state, setAside: new Map([...state.setAside, ...culprits]) };
  if (about === "budget") return { ...state, halvings: state.halvings + 1 };
  if (about === "epoch") {
    if (state.refusals > 0) throw error;
    return { ...state, refusals: state.refusals + 1 };
  }
  const tokens = tokensOf(trade);
  if (tokens.length > 1) return { ...state, maxComponents: Math.ceil(tokens.length / 2) };
  throw error;
}

/** Counts a failure of each component, and leaves out those that failed too often. */
function countFailures(
  { failures, setAside }: RunState,
  tokens: readonly Address[],
  hash: string,
): Pick<RunState, "failures" | "setAside"> {
  const counts = new Map(failures);
  const left = new Map(setAside);
  for (const token of tokens) {
    const count = (counts.get(token) ?? 0) + 1;
    counts.set(token, count);
    if (count >= MAX_FAILURES) left.set(token, `its leg failed in ${hash}`);
  }
  return { failures: counts, setAside: left };
}
