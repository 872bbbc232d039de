import type { IndexState } from "@sheaf/sdk/chain/indexState";
import type { Plan, PlannedTrade } from "@sheaf/sdk/plan/plan";

import { planFor } from "./planFor.ts";
import { tokensOf } from "./tokensOf.ts";
import type { PlanningContext } from "./planFor.ts";

/** The whole plan, and the trade of it to send now; undefined if nothing is left to trade. */
export type NextStep = { readonly plan: Plan; readonly trade: PlannedTrade | undefined };

/** Plans from balances and takes the first trade, with no more components than the run allows in one transaction. */
export function planNext(context: PlanningContext, index: IndexState): NextStep {
  const plan = planFor(context, index);
  const [trade] = plan.trades;
  const { maxComponents } = context.state;
  if (trade === undefined || maxComponents === undefined) return { plan, trade };
  const tokens = tokensOf(trade);
  if (tokens.length <= maxComponents) return { plan, trade };
  const [part] = planFor(context, index, new Set(tokens.slice(0, maxComponents))).trades;
  return { plan, trade: part ?? trade };
}
