import { WAITS_FOR_REFILL } from "@sheaf/sdk/plan/limitChunks";
import type { Plan } from "@sheaf/sdk/plan/plan";
import { OVER_LOSS, SMALLER_CHUNKS } from "@sheaf/sdk/plan/planTrades";

/** What kept a plan from being one transaction. */
export type ChunkReason = "impact" | "budget" | "gas cap";

/** Why a way took more than one transaction, by what its plans say. */
export function whyChunked(plans: readonly Plan[]): ChunkReason[] {
  const waits = plans.some(({ skipped }) => skipped.some(isFor(WAITS_FOR_REFILL)));
  const isShort = ({ skipped, warnings }: Plan): boolean =>
    skipped.some(isFor(OVER_LOSS)) || warnings.includes(SMALLER_CHUNKS);
  const reasons: readonly (readonly [ChunkReason, boolean])[] = [
    ["impact", waits],
    ["budget", plans.some(isShort)],
    ["gas cap", plans.some(({ trades }) => trades.length > 1)],
  ];
  return reasons.filter(([, holds]) => holds).map(([reason]) => reason);
}

function isFor(wanted: string): (skipped: { readonly reason: string }) => boolean {
  return ({ reason }) => reason === wanted;
}
