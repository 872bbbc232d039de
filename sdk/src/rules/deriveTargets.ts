import { firstDateKept } from "../market/firstDateKept.ts";
import { WAD } from "../units/wad.ts";
import { applyDriftBand } from "./applyDriftBand.ts";
import { capWeights } from "./capWeights.ts";
import { completeHoldings } from "./completeHoldings.ts";
import { findUnread } from "./findUnread.ts";
import { judgeSignals } from "./judgeSignals.ts";
import { observeEntries } from "./observeEntries.ts";
import { screenRows } from "./screenRows.ts";
import { selectComponents } from "./selectComponents.ts";
import { SignalUnavailableError } from "./errors.ts";
import { spreadStable } from "./spreadStable.ts";
import { weighComponents } from "./weighComponents.ts";
import type { MarketRow, MarketWeek } from "../market/market.ts";
import type { BandedWeight } from "./applyDriftBand.ts";
import type { Weight } from "./capWeights.ts";
import type { KeptCause } from "./findUnread.ts";
import type { Judgement } from "./judgeSignals.ts";
import type { Note, ScreenedRows } from "./screenRows.ts";
import type { Rules } from "./parseRules.ts";
import type { Regime } from "./regime.ts";
import type { SelectedComponent } from "./selectComponents.ts";
import type { SignalReading } from "../market/tokenSignal.ts";
import type { Weighed } from "./weighComponents.ts";

export type TargetInputs = {
  readonly rules: Rules;
  /** YYYY-MM-DD of the decision. */
  readonly asOf: string;
  /** Those of `asOf` are its readings. An older one, of the two weeks before, only ranks the others. */
  readonly rows: readonly MarketRow[];
  readonly excluded: ReadonlySet<string>;
  readonly regime: Regime;
  /** What the index holds, as parts of NAV. Empty for an index that has only been created. */
  readonly holdings: readonly Weight[];
  /** Earlier readings of the market, ascending, for rules that look back. */
  readonly history?: readonly MarketWeek[];
  /** Readings of signals, ascending, the last one of this week, for rules that ask for them. */
  readonly signals?: readonly SignalReading[];
  /** WAD Ids of which less than the rules' maximum may be held, as new ones: what they do not take goes to the others. */
  readonly limits?: ReadonlyMap<string, bigint>;
  /** Stablecoins of the rules that are not to be bought now, as depegged ones, and what is done with what is held of them. */
  readonly troubled?: ReadonlyMap<string, "leaves" | "stays">;
  /** Held ids that cannot be traded: they keep their weights, and still rank. */
  readonly kept?: ReadonlyMap<string, KeptCause>;
};

export type TargetReason =
  | "enters"
  | "leaves"
  | "drift"
  | "evens out"
  | "inside band"
  | "missing data, held"
  | "bear: to settlement"
  | "stable part"
  | "settlement";

export type TargetWeight = Weight & { readonly reason: TargetReason };

export type Targets = {
  /** By weight, then id; leavers at zero and settlement included. Sums to one exactly. */
  readonly weights: readonly TargetWeight[];
  /** False where every weight is the one held now, so that there is nothing to trade. */
  readonly changed: boolean;
  /** What else a reader should know: flags of tokens, and screens that were off. By id. */
  readonly notes: readonly Note[];
};

/**
 * One week's decision: the weights to trade to. Everything goes to settlement, or is shared by the rules' stablecoins, in a
 * bear regime, unless the rules are passive; neutral is acted on like bull. A held id without a reading of `asOf` keeps its
 * weight, but for the exit of a bear regime, which looks at no row.
 *
 * @throws SignalUnavailableError where the week has no eligible row, more than 2 % of NAV has no reading, or signals that the
 * rules ask for are missing.
 */
export function deriveTargets(inputs: TargetInputs): Targets {
  const { rules, asOf, excluded, regime, holdings, history = [], kept = new Map() } = inputs;
  const current = completeHoldings(holdings, rules.settlement);
  if (regime === "bear" && rules.bear !== "stays") return settleAll(inputs, current);
  const held: string[] = [];
  for (const { id, weight } of current) if (weight > 0n) held.push(id);
  const heldIds = new Set(held);
  const since = firstDateKept(asOf);
  const rows = inputs.rows.filter(({ date }) => date >= since && date <= asOf);
  const screened = screenRows({ rules, rows, history, held: heldIds, asOf });
  const stables = new Set([rules.settlement, ...(rules.stables ?? []).map(({ id }) => id)]);
  const isBarred = (id: string): boolean =>
    excluded.has(id) || screened.barred.has(id) || stables.has(id);
  const readings = screened.rows.filter(({ date, marketCap }) => date === asOf && marketCap > 0n);
  const read = new Set(readings.map(({ id }) => id));
  const unread = findUnread({ current, read, barred: isBarred, kept });
  const eligible = readings.filter(({ id }) => !isBarred(id) && !kept.has(id));
  const judged = judge(inputs, eligible, current);
  const entries = observeEntries({ rules, history, barred: isBarred });
  const { selected, missing } = selectComponents({
    rows: screened.rows,
    excluded: new Set([...excluded, ...stables, ...screened.barred, ...judged.barred]),
    held,
    rules,
    staying: new Set([...unread, ...kept.keys(), ...judged.kept]),
    mayEnter: (id) => read.has(id) && entries.mayEnter(id),
    isConfirmed: entries.isConfirmed,
  });
  const selective = rules.signals !== undefined;
  if (selected.length === 0 && missing.length < rules.size && !selective)
    throw new SignalUnavailableError("No row of this week is eligible.");
  const staying = [...missing, ...stayingStables(inputs)];
  const still = staying.length === 0 ? [] : current.filter(({ id }) => staying.includes(id));
  const share = WAD - still.reduce((sum, { weight }) => sum + weight, 0n);
  const stable = judged.stable < share ? judged.stable : share;
  const weighed = weigh(inputs, screened, selected, share - stable, staying.length);
  const target = [...still, ...weighed.weights, ...spread(inputs, stable + weighed.rest)];
  const banded = applyDriftBand({ target, current, rules });
  const weights = banded.weights.map((line) => ({
    id: line.id,
    weight: line.weight,
    reason: reasonOf(line, heldIds, staying, rules),
  }));
  const flags = [...unread].map((id): Note => ({ id, note: "no reading, keeps its weight" }));
  const notes = [...flags, ...screened.notes, ...judged.notes, ...weighed.notes];
  return { weights: weights.sort(byWeight), changed: banded.changed, notes: notes.sort(byId) };
}

function judge(
  { rules, signals = [] }: TargetInputs,
  rows: readonly MarketRow[],
  current: readonly Weight[],
): Judgement {
  const { signals: asked } = rules;
  if (asked === undefined) return { barred: new Set(), kept: new Set(), stable: 0n, notes: [] };
  return judgeSignals({
    rules: { ...rules, signals: asked },
    rows,
    reading: signals.at(-1),
    current,
  });
}

function weigh(
  { rules, signals = [], limits = new Map() }: TargetInputs,
  { volatility, volumes }: ScreenedRows,
  components: readonly SelectedComponent[],
  total: bigint,
  staying: number,
): Weighed {
  if (components.length === 0 || total === 0n) return { weights: [], rest: total, notes: [] };
  const plain = (rules.signals ?? rules.exposure ?? rules.universe) === undefined;
  // Without these the bounds have to leave a solution: too few rows are a fault of the reading, not a reason to sell.
  if (plain && BigInt(components.length) * rules.maximumWeight < total) {
    if (staying > 0)
      throw new SignalUnavailableError(
        `${staying} components stay as they are, and ${components.length} others cannot share the rest.`,
      );
    capWeights({ components, rules, total });
  }
  return weighComponents({ rules, components, total, signals, volatility, volumes, limits });
}

/** Stablecoins that can neither be bought nor sold. */
function stayingStables({ troubled = new Map() }: TargetInputs): string[] {
  return [...troubled].filter(([, fate]) => fate === "stays").map(([id]) => id);
}

function spread({ rules, troubled, limits = new Map() }: TargetInputs, part: bigint): Weight[] {
  return spreadStable({ part, rules, unavailable: new Set(troubled?.keys()), limits });
}

/** Stablecoins inside their bands stay as they are; all else leaves. */
function settleAll(inputs: TargetInputs, current: readonly Weight[]): Targets {
  const { rules } = inputs;
  const staying = stayingStables(inputs);
  const kept = current.filter(({ id }) => staying.includes(id));
  const share = WAD - kept.reduce((sum, { weight }) => sum + weight, 0n);
  const banded = applyDriftBand({ target: [...kept, ...spread(inputs, share)], current, rules });
  const reasonFor = (id: string): TargetReason => {
    if (staying.includes(id)) return "missing data, held";
    const isOther = id !== rules.settlement && rules.stables?.some((stable) => stable.id === id);
    return isOther === true ? "stable part" : "bear: to settlement";
  };
  const weights = banded.weights.map(({ id, weight }) => ({ id, weight, reason: reasonFor(id) }));
  return { weights: weights.sort(byWeight), changed: banded.changed, notes: [] };
}

function reasonOf(
  { id, weight, move }: BandedWeight,
  held: ReadonlySet<string>,
  staying: readonly string[],
  rules: Rules,
): TargetReason {
  if (id === rules.settlement) return "settlement";
  if (staying.includes(id)) return "missing data, held";
  if (weight === 0n) return "leaves";
  if (rules.stables?.some((stable) => stable.id === id) === true) return "stable part";
  if (!held.has(id)) return "enters";
  if (move === "keeps") return "inside band";
  return move === "trades" ? "drift" : "evens out";
}

function byId(a: Note, b: Note): number {
  return a.id === b.id ? (a.note < b.note ? -1 : 1) : a.id < b.id ? -1 : 1;
}

function byWeight(a: Weight, b: Weight): number {
  if (a.weight !== b.weight) return a.weight > b.weight ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}
