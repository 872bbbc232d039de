import type { Address } from "viem";
import { planTrades } from "@sheaf/sdk/plan/planTrades";
import type { IndexState } from "@sheaf/sdk/chain/indexState";
import type { Plan } from "@sheaf/sdk/plan/plan";
import type { PlanLimits } from "@sheaf/sdk/plan/planLimits";

import { planInputsOf } from "./planInputsOf.ts";
import type { RunState } from "./runState.ts";

export type PlanningContext = {
  readonly state: RunState;
  readonly inputs: {
    readonly limits?: Partial<PlanLimits>;
    readonly chunking?: { readonly gas: bigint /* {uoa} what one leg more costs */ };
  };
  readonly maxTrades: number;
};

/**
 * Plans the way from an index to its targets with everything that the run has learnt.
 *
 * @param only Components that may be traded; absent: all.
 */
export function planFor(
  { state, inputs, maxTrades }: PlanningContext,
  index: IndexState,
  only?: ReadonlySet<Address>,
): Plan {
  const others = index.components.flatMap(({ token }) =>
    only === undefined || only.has(token) ? [] : [[token, "waits for the others"] as const],
  );
  return planTrades(
    planInputsOf(index, {
      ...(inputs.limits === undefined ? {} : { limits: inputs.limits }),
      blocked: new Map([...others, ...state.setAside]),
      notBought: state.notBought,
      insisted: state.insisted,
      halvings: state.halvings,
      chunks:
        inputs.chunking === undefined
          ? undefined
          : {
              gas: inputs.chunking.gas,
              drained: state.drained,
              most: Math.floor((maxTrades - state.sent) / state.transactions),
            },
    }),
  );
}
