import { mulDivDown } from "../units/mulDivDown.ts";
import { WAD } from "../units/wad.ts";
import { PLAN_LIMITS } from "./planLimits.ts";

export type WorthInputs = {
  readonly target: readonly { readonly id: string; readonly weight: bigint /* WAD */ }[];
  readonly current: readonly { readonly id: string; readonly weight: bigint /* WAD */ }[];
  /** It moves only where another does. */
  readonly settlement: string;
};

/** Whether a plan towards `target` would trade anything: an epoch that moves nothing only costs its gas. */
export function isWorthTrading({ target, current, settlement }: WorthInputs): boolean {
  const before = new Map<string, bigint>();
  for (const { id, weight } of current) before.set(id, weight);
  return target.some(({ id, weight }) => {
    const held = before.get(id) ?? 0n;
    if (id === settlement) return false;
    if (weight === 0n) return held > 0n;
    if (held === 0n) return weight * 2n >= PLAN_LIMITS.minimumTradeOfNav; // as the planner sees it
    const distance = weight > held ? weight - held : held - weight;
    if (distance <= PLAN_LIMITS.minimumTradeOfNav) return false;
    return distance > mulDivDown(weight, PLAN_LIMITS.toleranceOfTarget, WAD);
  });
}
