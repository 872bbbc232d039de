import type { RegimeDecision } from "./readRegime.ts";
import type { Snapshot } from "./snapshot.ts";

export type StartObstacle = { readonly reason: string; readonly retryAt: bigint /* {s} */ };

/** Why the vault would refuse a start now; undefined where it would not. */
export function startObstacle(
  { epoch, constitution, block }: Pick<Snapshot, "epoch" | "constitution" | "block">,
  { flipped, notBefore }: Pick<RegimeDecision, "flipped" | "notBefore">,
): StartObstacle | undefined {
  if (epoch.number === 0 || flipped) return undefined;
  const soon = notBefore !== undefined && notBefore - block.timestamp <= 86_400n;
  if (soon) return { reason: "the regime's cool-down ends within a day", retryAt: notBefore };
  if (epoch.open && block.timestamp <= epoch.deadline)
    return { reason: `epoch ${epoch.number} is open`, retryAt: epoch.deadline + 1n };
  const earliest = epoch.startedAt + constitution.minInterval;
  return block.timestamp < earliest
    ? { reason: "the interval between weekly epochs has not passed", retryAt: earliest }
    : undefined;
}
