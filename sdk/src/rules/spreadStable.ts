import type { Weight } from "./capWeights.ts";
import type { Rules } from "./parseRules.ts";

export type SpreadInputs = {
  readonly part: bigint; // WAD what stablecoins share
  readonly rules: Rules;
  /** Ids that cannot be bought now: settlement is never among them. */
  readonly unavailable: ReadonlySet<string>;
  readonly limits: ReadonlyMap<string, bigint>; // WAD, where less may be held
};

/**
 * Shares the stable part among the rules' stablecoins by their weights. What one cannot take, as it is not to be bought, or
 * limited, or its share would be below the minimum weight, goes to the others in proportion. Each share is rounded down, and
 * settlement, which has no limit, takes what is left. Only what is above zero, settlement last.
 */
export function spreadStable({ part, rules, unavailable, limits }: SpreadInputs): Weight[] {
  const { stables = [], settlement, minimumWeight } = rules;
  const own = stables.find(({ id }) => id === settlement)?.weight ?? 1n;
  const limitOf = (id: string): bigint => limits.get(id) ?? part;
  let open = stables.filter(
    ({ id }) => id !== settlement && !unavailable.has(id) && limitOf(id) >= minimumWeight,
  );
  const bound: Weight[] = [];
  for (;;) {
    const rest = part - sumOf(bound);
    const total = own + sumOf(open);
    const shares = open.map(({ id, weight }) => ({ id, weight: (rest * weight) / total }));
    const over = shares.filter(({ id, weight }) => weight > limitOf(id));
    const small = smallestOf(shares.filter(({ weight }) => weight < minimumWeight));
    if (over.length === 0 && small === undefined)
      return withRest([...bound, ...shares], rules, part);
    bound.push(...over.map(({ id }) => ({ id, weight: limitOf(id) })));
    const gone = new Set(over.length > 0 ? over.map(({ id }) => id) : [small]);
    open = open.filter(({ id }) => !gone.has(id));
  }
}

function withRest(weights: readonly Weight[], { settlement }: Rules, part: bigint): Weight[] {
  return [...weights, { id: settlement, weight: part - sumOf(weights) }]
    .filter(({ weight }) => weight > 0n)
    .sort(
      (a, b) => Number(a.id === settlement) - Number(b.id === settlement) || (a.id < b.id ? -1 : 1),
    );
}

/** The id of the least weight, ties to the first by id. */
function smallestOf(weights: readonly Weight[]): string | undefined {
  return weights.toSorted((a, b) =>
    a.weight === b.weight ? (a.id < b.id ? -1 : 1) : a.weight < b.weight ? -1 : 1,
  )[0]?.id;
}

function sumOf(weights: readonly { readonly weight: bigint }[]): bigint {
  return weights.reduce((sum, { weight }) => sum + weight, 0n);
}
