import { formatDecimal } from "../units/formatDecimal.ts";
import { WAD } from "../units/wad.ts";
import { InfeasibleWeightsError } from "./InfeasibleWeightsError.ts";
import type { Rules } from "./parseRules.ts";

/** A component and its part of NAV. */
export type Weight = { readonly id: string; readonly weight: bigint /* WAD */ };

export type CapWeightsInputs = {
  readonly components: readonly {
    readonly id: string;
    readonly marketCap: bigint; /* D18{usd}, above zero; any measure to share by */
    readonly maximum?: bigint; /* WAD, the rules' by default */
  }[];
  readonly rules: Rules;
  /** WAD What the components share, one by default. */
  readonly total?: bigint;
};

type Capped = { readonly id: string; readonly marketCap: bigint; readonly maximum?: bigint };
type Bound = "minimum" | "maximum";

/**
 * Weights by market cap, none above the maximum nor below the minimum weight; what a bound takes or gives is shared by
 * the others in proportion. Sums to `total` exactly. Sorted by weight, then id, whatever the order of the input.
 *
 * @throws InfeasibleWeightsError where the bounds leave no solution.
 */
export function capWeights({ components, rules, total = WAD }: CapWeightsInputs): Weight[] {
  const count = BigInt(components.length);
  const room = components.reduce((sum, component) => sum + maximumOf(component, rules), 0n);
  if (room < total || count * rules.minimumWeight > total)
    throw infeasible(components.length, total, rules);
  const bound = boundComponents(components, rules, total);
  const free = components.filter(({ id }) => !bound.has(id));
  const pinned = components.flatMap((component) => {
    const side = bound.get(component.id);
    return side === undefined
      ? []
      : [{ id: component.id, weight: weightOf(side, component, rules) }];
  });
  const rest = total - pinned.reduce((sum, { weight }) => sum + weight, 0n);
  return [...pinned, ...shareOut(free, rest)].sort((a, b) =>
    a.weight === b.weight ? compareIds(a, b) : a.weight > b.weight ? -1 : 1,
  );
}

/**
 * Finds who sits at a bound. Each pass pins one side only, the one whose violations weigh more: those can never come
 * free again, so the order of passes does not change the result and there are at most as many as components.
 */
function boundComponents(
  components: readonly Capped[],
  rules: Rules,
  total: bigint,
): Map<string, Bound> {
  const bound = new Map<string, Bound>();
  let [free, rest] = [components, total];
  for (;;) {
    let caps = 0n;
    for (const { marketCap } of free) caps += marketCap;
    const over: Capped[] = [];
    const under: Capped[] = [];
    let surplus = 0n; // what the maxima cut off, less what the minima add
    for (const component of free) {
      // Scaled by `caps`, so that nothing is divided.
      const share = component.marketCap * rest;
      const above = share - maximumOf(component, rules) * caps;
      const below = rules.minimumWeight * caps - share;
      if (above > 0n) over.push(component);
      if (below > 0n) under.push(component);
      surplus += (above > 0n ? above : 0n) - (below > 0n ? below : 0n);
    }
    if (over.length + under.length === 0) return bound;
    if (surplus >= 0n) for (const { id } of over) bound.set(id, "maximum");
    if (surplus <= 0n) for (const { id } of under) bound.set(id, "minimum");
    for (const component of free) {
      const side = bound.get(component.id);
      if (side !== undefined) rest -= weightOf(side, component, rules);
    }
    free = free.filter(({ id }) => !bound.has(id));
  }
}

/** Shares `rest` by market cap. The wei that rounding down leaves go to the largest remainders, ties by id. */
function shareOut(free: readonly Capped[], rest: bigint): Weight[] {
  const caps = free.reduce((sum, { marketCap }) => sum + marketCap, 0n);
  const shares = free.map(({ id, marketCap }) => {
    const weight = (marketCap * rest) / caps;
    return { id, weight, remainder: marketCap * rest - weight * caps };
  });
  const left = rest - shares.reduce((sum, { weight }) => sum + weight, 0n);
  return shares
    .sort((a, b) =>
      a.remainder === b.remainder ? compareIds(a, b) : a.remainder > b.remainder ? -1 : 1,
    )
    .map(({ id, weight }, index) => ({ id, weight: BigInt(index) < left ? weight + 1n : weight }));
}

function weightOf(side: Bound, component: Capped, rules: Rules): bigint {
  return side === "maximum" ? maximumOf(component, rules) : rules.minimumWeight;
}

function maximumOf({ maximum }: Capped, rules: Rules): bigint {
  return maximum ?? rules.maximumWeight;
}

function compareIds(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

function infeasible(count: number, total: bigint, rules: Rules): InfeasibleWeightsError {
  const [share, maximum, minimum] = [total, rules.maximumWeight, rules.minimumWeight].map((value) =>
    formatDecimal(value, 18, 6),
  );
  return new InfeasibleWeightsError(count, share ?? "", maximum ?? "", minimum ?? "");
}
