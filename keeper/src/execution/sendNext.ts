import type { Address } from "viem";
import type { IndexState } from "@sheaf/sdk/chain/indexState";
import type { PlannedTrade } from "@sheaf/sdk/plan/plan";

import { TransactionFailedError } from "./errors.ts";
import { findCulprits } from "./findCulprits.ts";
import { refusalOf } from "./refusalOf.ts";
import { sendTrade } from "./sendTrade.ts";
import type { ExecutionContext } from "./executionContext.ts";
import type { PlanningContext } from "./planFor.ts";
import type { Refusal } from "./refusalOf.ts";
import type { TradeReport } from "./sendTrade.ts";

/** What became of a trade: mined, mined and reverted, or not sent as its simulation reverted. */
export type Outcome =
  | { readonly kind: "traded"; readonly report: TradeReport }
  | { readonly kind: "failed"; readonly error: TransactionFailedError }
  | {
      readonly kind: "refused";
      readonly refusal: Refusal;
      readonly culprits: ReadonlyMap<Address, string>;
    };

export type SendInputs = {
  readonly index: IndexState;
  readonly trade: PlannedTrade;
  readonly executor: Address;
};

/** Sends one trade. A failure that says something of this trade is returned, every other one is thrown. */
export async function sendNext(
  context: ExecutionContext,
  planning: PlanningContext,
  { index, trade, executor }: SendInputs,
): Promise<Outcome> {
  const { since } = planning.state;
  try {
    const report = await sendTrade(
      { ...context, since },
      { trade, epochNumber: index.epoch.number, executor },
    );
    return { kind: "traded", report };
  } catch (error) {
    if (error instanceof TransactionFailedError) return { kind: "failed", error };
    const refusal = refusalOf(error);
    if (refusal === undefined) throw error;
    const culprits =
      refusal.about === "components"
        ? await findCulprits(context, planning, { index, trade, revert: refusal.error, executor })
        : new Map<Address, string>();
    return { kind: "refused", refusal, culprits };
  }
}
