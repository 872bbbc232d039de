import { formatDecimal } from "../units/formatDecimal.ts";
import { WAD } from "../units/wad.ts";
import { InfeasibleWeightsError } from "./errors.ts";
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

/**
 * Weights by market cap, none above the maximum nor below the minimum weight; what a bound takes or gives is shared by
 * the others in proportion. Sums to `total` exactly. Sorted by weight, then id, whatever the order of the input.
 *
 * @throws InfeasibleWeightsError where the bounds leave no solution.
 */
export function capWeights({ components, rules, total = WAD }: CapWeightsInputs): Weight[] {
  const count = BigInt(components.length);
  let room = 0n;
  for (const component of components) room += maximumOf(component, rules);
  if (room < total || count * rules.minimumWeight > total)
    throw infeasible(components.length, total, rules);
  const { pinned, free, rest } = boundComponents(components, rules, total);
  return [...shareOut(free, rest), ...pinned].sort((a, b) =>
    a.weight > b.weight ? -1 : a.weight < b.weight ? 1 : compareIds(a, b),
  );
}

type Bounded = {
  readonly pinned: readonly Weight[];
  readonly free: readonly Capped[];
  readonly rest: bigint; // WAD what is left to the free ones
};

/**
 * Finds who sits at a bound. Each pass pins one side only, the one whose violations weigh more: those can never come
 * free again, so the order of passes does not change the result and there are at most as many as components.
 */
function boundComponents(components: readonly Capped[], rules: Rules, total: bigint): Bounded {
  const pinned: Weight[] = [];
  let [free, rest] = [components, total];
  for (;;) {
    let caps = 0n;
    for (const { marketCap } of free) caps += marketCap;
    // Scaled by `caps`, so that nothing is divided.
    const least = rules.minimumWeight * caps;
    const over = new Set<Capped>();
    const under = new Set<Capped>();
    let surplus = 0n; // what the maxima cut off, less what the minima add
    for (const component of free) {
      const share = component.marketCap * rest;
      const most = maximumOf(component, rules) * caps;
      if (share > most) {
        over.add(component);
        surplus += share - most;
      }
      if (share < least) {
        under.add(component);
        surplus -= least - share;
      }
    }
    if (over.size + under.size === 0) return { pinned, free, rest };
    const atMaximum = surplus >= 0n ? over : new Set<Capped>();
    const atMinimum = surplus <= 0n ? under : new Set<Capped>();
    for (const component of [...atMaximum, ...atMinimum]) {
      const weight = atMaximum.has(component) ? maximumOf(component, rules) : rules.minimumWeight;
      pinned.push({ id: component.id, weight });
      rest -= weight;
    }
    free = free.filter((component) => !atMaximum.has(component) && !atMinimum.has(component));
  }
}

/** Shares `rest` by market cap. The wei that rounding down leaves go to the largest remainders, ties by id. */
function shareOut(free: readonly Capped[], rest: bigint): Weight[] {
  let caps = 0n;
  for (const { marketCap } of free) caps += marketCap;
  let left = rest;
  const shares = free.map(({ id, marketCap }) => {
    const share = marketCap * rest;
    const weight = share / caps;
    left -= weight;
    return { id, weight, remainder: share - weight * caps };
  });
  const wei = Number(left); // fewer than components
  const lucky = new Set(
    shares
      .toSorted((a, b) =>
        a.remainder > b.remainder ? -1 : a.remainder < b.remainder ? 1 : compareIds(a, b),
      )
      .slice(0, wei),
  );
  return shares.map((share) => ({
    id: share.id,
    weight: lucky.has(share) ? share.weight + 1n : share.weight,
  }));
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
