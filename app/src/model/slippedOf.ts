import { mulDivUp } from "@sheaf/sdk/units/mulDivUp";
import { WAD } from "@sheaf/sdk/units/wad";

import type { Outcome } from "./outcomeOf.ts";
import type { PendingTrade } from "./parsePendingTrade.ts";

/** {1} WAD How much worse a trade was than its quote, rounded up; negative where it was better. */
export function slippedOf(
  { kind, usdc }: Pick<PendingTrade, "kind" | "usdc">,
  outcome: Pick<Outcome, "usdc">,
): bigint {
  if (usdc === 0n) return 0n;
  const lost = kind === "buy" ? outcome.usdc - usdc : usdc - outcome.usdc;
  return mulDivUp(lost, WAD, usdc);
}
