import type { WeekInputs } from "@sheaf/keeper/runWeek";
import type { ComponentState, IndexState } from "@sheaf/sdk/chain/indexState";
import { navOf } from "@sheaf/keeper/execution/navOf";
import { PLAN_LIMITS } from "@sheaf/sdk/plan/planLimits";
import { valueOf } from "@sheaf/sdk/plan/valueOf";
import type { Weight } from "@sheaf/sdk/rules/capWeights";
import { formatDecimal } from "@sheaf/sdk/units/formatDecimal";
import { UNIT_SCALE } from "@sheaf/sdk/units/unitScale";
import { WAD } from "@sheaf/sdk/units/wad";

import { partOf } from "../partOf.ts";

/** A stablecoin that is held. */
export type StableHolding = {
  readonly id: string;
  readonly decimals: number;
  readonly amount: string; // {token} rounded down to a hundredth
  readonly percent: number; // of NAV
  readonly wanted: number; // of NAV, by the rules
};

/** What an index holds, beside its targets. */
export type Holdings = {
  readonly stables: readonly StableHolding[];
  readonly components: number; // others than stablecoins of which more than dust is held
  readonly othersPercent: number; // of NAV, all of these together
  readonly offTarget: number; // components, USDC apart, that are off their targets by more than the vault tolerates
};

export type HoldingsInputs = Pick<WeekInputs, "rules" | "components"> & {
  readonly targets: readonly Weight[]; // that the rules decided on
};

/** Sums up what an index holds, at the oracle's prices. */
export function holdingsOf(
  index: IndexState,
  { rules, components, targets }: HoldingsInputs,
): Holdings {
  const nav = navOf(index);
  const ids = rules.stables?.map(({ id }) => id) ?? [rules.settlement];
  const stables = ids.map((id) => ({ id, token: components.get(id) }));
  const held = index.components.filter(({ held: amount, dust }) => amount > dust);
  const others = held.filter(({ token }) => stables.every((stable) => stable.token !== token));
  const percentOf = (value: bigint): number => partOf(100n * value, nav);
  return {
    stables: stables.flatMap(({ id, token }) => {
      const component = held.find((candidate) => candidate.token === token);
      if (component === undefined) return [];
      return {
        id,
        decimals: component.decimals,
        amount: formatDecimal(component.held, component.decimals, 2),
        percent: percentOf(worthOf(component)),
        wanted: partOf(100n * (targets.find((target) => target.id === id)?.weight ?? 0n), WAD),
      };
    }),
    components: others.length,
    othersPercent: percentOf(others.reduce((sum, component) => sum + worthOf(component), 0n)),
    offTarget: index.components.filter(
      (component) => component.token !== index.constitution.usdc && isOff(component, index, nav),
    ).length,
  };
}

/** {uoa} */
function worthOf({ held, price = 0n }: ComponentState): bigint {
  return valueOf(held, price);
}

/** {uoa} */
function targetOf({ units, price = 0n }: ComponentState, { supply }: IndexState): bigint {
  return valueOf((units * supply) / UNIT_SCALE, price);
}

/** By the vault's tolerances. */
function isOff(component: ComponentState, index: IndexState, nav: bigint): boolean {
  const [worth, target] = [worthOf(component), targetOf(component, index)];
  const off = worth > target ? worth - target : target - worth;
  const ofTarget = target * PLAN_LIMITS.toleranceOfTarget;
  const ofNav = nav * PLAN_LIMITS.toleranceOfNav;
  return off * WAD > (ofTarget > ofNav ? ofTarget : ofNav);
}
