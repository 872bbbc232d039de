import { WAD } from "../units/wad.ts";
import { applyDriftBand } from "./applyDriftBand.ts";
import { capWeights } from "./capWeights.ts";
import { completeHoldings } from "./completeHoldings.ts";
import { selectComponents } from "./selectComponents.ts";
import { SignalUnavailableError } from "./SignalUnavailableError.ts";
import type { MarketRow } from "../market/market.ts";
import type { BandedWeight } from "./applyDriftBand.ts";
import type { Weight } from "./capWeights.ts";
import type { Rules } from "./parseRules.ts";
import type { Regime } from "./regime.ts";

export type TargetInputs = {
  readonly rules: Rules;
  /** The rows of one week. */
  readonly rows: readonly MarketRow[];
  readonly excluded: ReadonlySet<string>;
  readonly regime: Regime;
  /** What the index holds, as parts of NAV. Empty for an index that has only been created. */
  readonly holdings: readonly Weight[];
};

export type TargetReason =
  | "enters"
  | "leaves"
  | "drift"
  | "evens out"
  | "inside band"
  | "missing data, held"
  | "bear: to settlement"
  | "settlement";

export type TargetWeight = Weight & { readonly reason: TargetReason };

export type Targets = {
  /** By weight, then id; leavers at zero and settlement included. Sums to one exactly. */
  readonly weights: readonly TargetWeight[];
  /** False where every weight is the one held now, so that there is nothing to trade. */
  readonly changed: boolean;
};

/**
 * One week's decision: the weights to trade to. Everything goes to settlement in a bear regime; neutral is acted on like bull.
 *
 * @throws SignalUnavailableError where the week has no eligible row.
 */
export function deriveTargets({ rules, rows, excluded, regime, holdings }: TargetInputs): Targets {
  const current = completeHoldings(holdings, rules.settlement);
  if (regime === "bear") return settleAll(current, rules);
  const held = current.filter(({ weight }) => weight > 0n).map(({ id }) => id);
  const { selected, missing } = selectComponents({ rows, excluded, held, rules });
  if (selected.length === 0 && missing.length < rules.size)
    throw new SignalUnavailableError("No row of this week is eligible.");
  const kept = current.filter(({ id }) => missing.includes(id));
  const share = WAD - kept.reduce((sum, { weight }) => sum + weight, 0n);
  const weighted =
    selected.length === 0
      ? [{ id: rules.settlement, weight: share }]
      : capWeights({ components: selected, rules, total: share });
  const banded = applyDriftBand({ target: [...kept, ...weighted], current, rules });
  const heldIds = new Set(held);
  const weights = banded.weights.map((line) => ({
    id: line.id,
    weight: line.weight,
    reason: reasonOf(line, heldIds, missing, rules),
  }));
  return { weights: weights.sort(byWeight), changed: banded.changed };
}

function settleAll(current: readonly Weight[], rules: Rules): Targets {
  const weights = current.map(({ id }): TargetWeight => ({
    id,
    weight: id === rules.settlement ? WAD : 0n,
    reason: "bear: to settlement",
  }));
  return {
    weights: weights.sort(byWeight),
    changed: current.some(({ id, weight }) => id !== rules.settlement && weight > 0n),
  };
}

function reasonOf(
  { id, weight, move }: BandedWeight,
  held: ReadonlySet<string>,
  missing: readonly string[],
  rules: Rules,
): TargetReason {
  if (id === rules.settlement) return "settlement";
  if (missing.includes(id)) return "missing data, held";
  if (weight === 0n) return "leaves";
  if (!held.has(id)) return "enters";
  if (move === "keeps") return "inside band";
  return move === "trades" ? "drift" : "evens out";
}

function byWeight(a: Weight, b: Weight): number {
  if (a.weight !== b.weight) return a.weight > b.weight ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}
