import type { Weight } from "../rules/capWeights.ts";
import type { TargetWeight } from "../rules/deriveTargets.ts";
import type { Rules } from "../rules/parseRules.ts";

/**
 * Targets of which none is above what the registry allows now. What is cut off goes to the others in proportion, as far as they
 * may take it, and what is left to settlement, which has no limit. What is cut off a stablecoin is settlement's, and no other
 * stablecoin grows, nor what is held without data. The sum stays what it is.
 */
export function boundWeights(
  targets: readonly TargetWeight[],
  limitOf: (id: string) => bigint, // WAD
  { settlement, stables = [] }: Pick<Rules, "settlement" | "stables">,
): readonly TargetWeight[] {
  const isOver = ({ id, weight }: Weight): boolean => id !== settlement && weight > limitOf(id);
  if (!targets.some(isOver)) return targets;
  const total = sumOf(targets);
  const still = targets.filter(({ reason }) => reason === "missing data, held");
  const pinned = new Set([settlement, ...[...stables, ...still].map(({ id }) => id)]);
  const bounded = new Map(
    targets.map((target) => [
      target.id,
      pinned.has(target.id) && isOver(target) ? limitOf(target.id) : target.weight,
    ]),
  );
  for (;;) {
    const current = [...bounded].map(([id, weight]) => ({ id, weight }));
    const over = current.filter(isOver);
    if (over.length === 0) break;
    for (const { id } of over) {
      bounded.set(id, limitOf(id));
      pinned.add(id);
    }
    const free = current.filter(({ id, weight }) => weight > 0n && !pinned.has(id));
    const kept = sumOf(free);
    const excess = over.reduce((sum, { id, weight }) => sum + weight - limitOf(id), 0n);
    // Rounded down: what that leaves is settlement's.
    for (const { id, weight } of free) bounded.set(id, weight + (weight * excess) / kept);
  }
  const weightOf = (id: string): bigint => bounded.get(id) ?? 0n;
  const others = targets.filter(({ id }) => id !== settlement);
  const rest = total - others.reduce((sum, { id }) => sum + weightOf(id), 0n);
  const bound = others.map((target) => ({ ...target, weight: weightOf(target.id) }));
  return rest === 0n ? bound : [...bound, { id: settlement, weight: rest, reason: "settlement" }];
}

function sumOf(weights: readonly Weight[]): bigint {
  return weights.reduce((sum, { weight }) => sum + weight, 0n);
}
