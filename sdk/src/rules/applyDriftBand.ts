import { mulDivDown } from "../units/mulDivDown.ts";
import { WAD } from "../units/wad.ts";
import { capWeights } from "./capWeights.ts";
import { checkWhole } from "./checkWhole.ts";
import type { Weight } from "./capWeights.ts";
import type { Rules } from "./parseRules.ts";

export type DriftBandInputs = {
  /** What the rules want without a band. Sums to one. */
  readonly target: readonly Weight[];
  /** What is held. Sums to one. */
  readonly current: readonly Weight[];
  readonly rules: Rules;
};

/** `trades` is outside its band, `evens out` trades only so that all sums to one, `keeps` does not trade. */
export type Move = "trades" | "evens out" | "keeps";

export type BandedWeight = Weight & { readonly move: Move };

/** Sorted by id. Where nothing is outside its band, `changed` is false and the weights are the current ones. */
export type BandedWeights = {
  readonly weights: readonly BandedWeight[];
  readonly changed: boolean;
};

type Line = { readonly id: string; readonly target: bigint; readonly current: bigint };
type Shares = { readonly weights: ReadonlyMap<string, bigint>; readonly residual: bigint };

/**
 * Keeps the current weight of every component inside its band and moves the others to their targets. Kept weights are
 * off their targets, so the moved ones share what is left in proportion, each within the band of its target. If that is
 * not enough, the component furthest on the other side of its target joins them, one at a time: few trades.
 * Settlement is no component: it ends at its target, plus at most `driftAbsolute` that is not worth a trade.
 */
export function applyDriftBand({ target, current, rules }: DriftBandInputs): BandedWeights {
  const held = checkWhole(current);
  const lines = pairUp(checkWhole(target), held);
  const outside = new Set(lines.filter((line) => isOutside(line, rules)).map((line) => line.id));
  if (outside.size === 0)
    return {
      weights: lines.map(({ id, current: weight }) => ({ id, weight, move: "keeps" })),
      changed: false,
    };
  const moving = new Set(outside).add(rules.settlement);
  const shares = shareAmong(lines, moving, rules);
  const settlement = weightIn(target, rules.settlement) + shares.residual;
  const ids = new Set(lines.map(({ id }) => id)).add(rules.settlement);
  const weights = [...ids].sort().map((id): BandedWeight => {
    const move = outside.has(id) ? "trades" : moving.has(id) ? "evens out" : "keeps";
    if (id === rules.settlement) return { id, weight: settlement, move };
    return {
      id,
      weight: move === "keeps" ? (held.get(id) ?? 0n) : (shares.weights.get(id) ?? 0n),
      move,
    };
  });
  return { weights, changed: weights.some(({ id, weight }) => weight !== (held.get(id) ?? 0n)) };
}

function isOutside({ id, target, current }: Line, rules: Rules): boolean {
  // The components that enter or leave do so whatever their size.
  if (id !== rules.settlement && target !== current && (target === 0n || current === 0n))
    return true;
  const off = distance(target, current);
  return off > rules.driftAbsolute && off > bandOf(target, rules);
}

/** {WAD} How far from its target a component may be and not trade. */
function bandOf(target: bigint, rules: Rules): bigint {
  const relative = mulDivDown(target, rules.driftRelative, WAD);
  return relative > rules.driftAbsolute ? relative : rules.driftAbsolute;
}

/** Adds to `moving` until the moved components can take what is left to them. Ends at the latest when all move. */
function shareAmong(lines: readonly Line[], moving: Set<string>, rules: Rules): Shares {
  for (;;) {
    const moved = lines.filter(
      ({ id, target }) => moving.has(id) && id !== rules.settlement && target > 0n,
    );
    const kept = lines.filter(({ id }) => !moving.has(id));
    const settled = lines.find(({ id }) => id === rules.settlement)?.target ?? 0n;
    const rest = WAD - settled - kept.reduce((sum, { current }) => sum + current, 0n);
    const shares = share(moved, rest, rules);
    if (shares !== undefined) return shares;
    moving.add(furthest(kept, rest > moved.reduce((sum, { target }) => sum + target, 0n)));
  }
}

/** Shares `rest` in proportion to the targets, or gives undefined where that would take a component too far off. */
function share(moved: readonly Line[], rest: bigint, rules: Rules): Shares | undefined {
  const stables = new Set(rules.stables?.map(({ id }) => id));
  const maximum = moved.reduce(
    (most, { id, target }) => (target > most && !stables.has(id) ? target : most),
    rules.maximumWeight,
  );
  const components = moved.map(({ id, target }) => ({
    id,
    marketCap: target, // shared like market caps
    maximum: stables.has(id) ? WAD : maximum,
  }));
  const room = components.reduce((sum, component) => sum + component.maximum, 0n);
  const total = rest < room ? rest : room;
  if (rest < 0n || rest - total > rules.driftAbsolute) return undefined;
  const weights = new Map(
    capWeights({
      components,
      total,
      rules: { ...rules, minimumWeight: 0n },
    }).map(({ id, weight }) => [id, weight]),
  );
  // Half, as the absolute band would let a component of minimum weight shrink to nothing.
  const fits = ({ id, target }: Line, weight = weights.get(id) ?? 0n): boolean =>
    weight * 2n >= target && distance(weight, target) <= bandOf(target, rules);
  return moved.every((line) => fits(line)) ? { weights, residual: rest - total } : undefined;
}

/** The id that is furthest below its target if there is too much to share out, else the one furthest above. */
function furthest(kept: readonly Line[], tooMuch: boolean): string {
  const gaps = kept.map(({ id, target, current }) => ({
    id,
    gap: tooMuch ? target - current : current - target,
  }));
  const most = gaps.reduce((best, next) => (next.gap > best.gap ? next : best)); // lines are sorted by id, so ties go to the first
  return most.id;
}

function pairUp(
  wanted: ReadonlyMap<string, bigint>,
  held: ReadonlyMap<string, bigint>,
): readonly Line[] {
  const ids = [...wanted.keys()];
  for (const id of held.keys()) if (!wanted.has(id)) ids.push(id);
  return ids
    .sort()
    .map((id) => ({ id, target: wanted.get(id) ?? 0n, current: held.get(id) ?? 0n }));
}

function weightIn(weights: readonly Weight[], id: string): bigint {
  return weights.find((weight) => weight.id === id)?.weight ?? 0n;
}

function distance(a: bigint, b: bigint): bigint {
  return a > b ? a - b : b - a;
}
