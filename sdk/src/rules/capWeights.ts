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
  for (;;) {
    const free = components.filter(({ id }) => !bound.has(id));
    const rest = components.reduce((left, component) => {
      const side = bound.get(component.id);
      return side === undefined ? left : left - weightOf(side, component, rules);
    }, total);
    const caps = free.reduce((sum, { marketCap }) => sum + marketCap, 0n);
    // Scaled by `caps`, so that nothing is divided: positive above the maximum, negative below the minimum.
    const over = free
      .map((component) => ({
        id: component.id,
        by: component.marketCap * rest - maximumOf(component, rules) * caps,
      }))
      .filter(({ by }) => by > 0n);
    const under = free
      .map(({ id, marketCap }) => ({ id, by: rules.minimumWeight * caps - marketCap * rest }))
      .filter(({ by }) => by > 0n);
    if (over.length + under.length === 0) return bound;
    const surplus = sumOf(over) - sumOf(under);
    if (surplus >= 0n) for (const { id } of over) bound.set(id, "maximum");
    if (surplus <= 0n) for (const { id } of under) bound.set(id, "minimum");
  }
}

/** Shares `rest` by market cap. The wei that rounding down leaves go to the largest remainders, ties by id. */
function shareOut(free: readonly Capped[], rest: bigint): Weight[] {
  const caps = free.reduce((sum, { marketCap }) => sum + marketCap, 0n);
  const shares = free.map(({ id, marketCap }) => ({
    id,
    weight: (marketCap * rest) / caps,
    remainder: (marketCap * rest) % caps,
  }));
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

function sumOf(violations: readonly { readonly by: bigint }[]): bigint {
  return violations.reduce((sum, { by }) => sum + by, 0n);
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
