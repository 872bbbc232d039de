import { squareRoot } from "../units/squareRoot.ts";
import { WAD } from "../units/wad.ts";
import { capWeights } from "./capWeights.ts";
import { limitTilt } from "./limitTilt.ts";
import type { Weight } from "./capWeights.ts";
import type { Note } from "./screenRows.ts";
import type { Conviction, Exposure, Rules } from "./parseRules.ts";
import type { SelectedComponent } from "./selectComponents.ts";
import type { SignalReading } from "../market/tokenSignal.ts";

export type WeighingInputs = {
  readonly rules: Rules;
  readonly components: readonly SelectedComponent[];
  readonly total: bigint; // WAD
  readonly signals: readonly SignalReading[]; // ascending, this one last
  readonly volatility: ReadonlyMap<string, bigint>;
  readonly volumes: ReadonlyMap<string, bigint>;
  readonly limits?: ReadonlyMap<string, bigint>; // WAD, where less than the rules' maximum may be held
};

/** `rest` is what the bounds leave to settlement. */
export type Weighed = {
  readonly weights: readonly Weight[];
  readonly rest: bigint; // WAD
  readonly notes: readonly Note[];
};

type Basis = { readonly id: string; readonly marketCap: bigint };

/**
 * Weights by market cap, its root, none of it, or by conviction, within the maximum and minimum weight and with little of what
 * is volatile or illiquid. A grade tilts what a neutral grade would give: no weight by more than a factor of 1.5, all together by
 * no more than the active share.
 *
 * @throws InfeasibleWeightsError where the minimum weight leaves no solution.
 */
export function weighComponents(inputs: WeighingInputs): Weighed {
  const { rules, components, signals } = inputs;
  const { conviction } = rules;
  const risky = riskyIds(inputs);
  const notes = [...risky].map(([id, note]) => ({ id, note }));
  const exponent = conviction?.exponent ?? EXPONENTS[rules.weighting];
  const neutral = components.map(({ id, marketCap }) => ({
    id,
    marketCap: power(marketCap, exponent),
  }));
  const bounded = share(neutral, inputs, risky);
  if (conviction === undefined) return { ...bounded, notes };
  const grades = new Map(components.map(({ id }) => [id, smoothedGrade(id, signals, conviction)]));
  const tilted = neutral.map(({ id, marketCap }) => ({
    id,
    marketCap: marketCap * multiplierOf(grades.get(id), conviction),
  }));
  const wanted = share(tilted, inputs, risky);
  const ungraded = components.filter(({ id }) => grades.get(id) === undefined);
  return {
    weights: limitTilt({
      neutral: bounded.weights,
      wanted: wanted.weights,
      activeShare: conviction.activeShare,
    }),
    rest: bounded.rest,
    notes: [...notes, ...ungraded.map(({ id }) => ({ id, note: "no grade, neutral" }))],
  };
}

const EXPONENTS = { marketCap: "1", squareRoot: "0.5", equal: "0", conviction: "1" } as const;

/** Scaled by a constant: only proportions matter. */
function power(cap: bigint, exponent: Conviction["exponent"]): bigint {
  if (exponent === "1") return cap;
  if (exponent === "0") return WAD;
  const root = squareRoot(cap * 10n ** 36n); // D27 of the root, as caps are D18
  if (exponent === "0.5") return root;
  return squareRoot(exponent === "0.25" ? root * 10n ** 36n : cap * root * 10n ** 18n);
}

/** D18{point} The mean of the last readings that have a grade. */
function smoothedGrade(
  id: string,
  signals: readonly SignalReading[],
  { smoothing }: Conviction,
): bigint | undefined {
  const grades = signals
    .slice(-smoothing)
    .flatMap((reading) => reading.signals.find((signal) => signal.id === id)?.grade ?? []);
  if (grades.length === 0) return undefined;
  return grades.reduce((sum, grade) => sum + grade, 0n) / BigInt(grades.length);
}

/** WAD From `least` at 0 over one at 50 to `most` at 100. Beyond those a grade counts as the nearer end. */
function multiplierOf(grade: bigint | undefined, { least, most }: Conviction): bigint {
  const half = 50n * WAD;
  if (grade === undefined) return WAD;
  const within = grade < 0n ? 0n : grade > 2n * half ? 2n * half : grade;
  return within < half
    ? least + ((WAD - least) * within) / half
    : WAD + ((most - WAD) * (within - half)) / half;
}

function riskyIds({ rules, components, volatility, volumes }: WeighingInputs): Map<string, string> {
  const { exposure } = rules;
  if (exposure === undefined) return new Map();
  return new Map(
    components.flatMap(({ id }): [string, string][] => {
      const cause = riskOf(exposure, volatility.get(id), volumes.get(id));
      return cause === undefined ? [] : [[id, cause]];
    }),
  );
}

function riskOf(
  { volatilityAbove, volumeBelow }: Exposure,
  volatility: bigint | undefined,
  volume: bigint | undefined,
): string | undefined {
  if (volatilityAbove !== undefined && (volatility ?? 0n) > volatilityAbove)
    return "volatile, capped";
  return volumeBelow !== undefined && (volume ?? 0n) < volumeBelow ? "illiquid, capped" : undefined;
}

/** Shares `total`, what is risky in a pot of its own if it would take more than it may. */
function share(
  basis: readonly Basis[],
  { rules, total, limits = new Map() }: WeighingInputs,
  risky: ReadonlyMap<string, string>,
): Omit<Weighed, "notes"> {
  const each = rules.exposure?.maximumEach ?? WAD;
  const bounded = basis.map(({ id, marketCap }) => {
    const most = risky.has(id) && each < rules.maximumWeight ? each : rules.maximumWeight;
    return { id, marketCap, maximum: limited(most, limits.get(id), rules) };
  });
  const free = fill(bounded, total, rules);
  const taken = free.weights.reduce(
    (sum, { id, weight }) => (risky.has(id) ? sum + weight : sum),
    0n,
  );
  const most = rules.exposure?.maximumTotal ?? WAD;
  if (risky.size === 0 || taken <= most) return free;
  const pots = [
    fill(
      bounded.filter(({ id }) => risky.has(id)),
      most,
      rules,
    ),
    fill(
      bounded.filter(({ id }) => !risky.has(id)),
      total - most,
      rules,
    ),
  ];
  return {
    weights: pots.flatMap(({ weights }) => weights),
    rest: pots.reduce((sum, { rest }) => sum + rest, 0n),
  };
}

/** WAD The lesser of both, and never below the minimum weight, so that the bounds leave a solution. */
function limited(maximum: bigint, limit: bigint | undefined, { minimumWeight }: Rules): bigint {
  if (limit === undefined || limit >= maximum) return maximum;
  return limit > minimumWeight ? limit : minimumWeight;
}

/** As much of `total` as the maxima take. */
function fill(
  components: readonly (Basis & { readonly maximum: bigint })[],
  total: bigint,
  rules: Rules,
): Omit<Weighed, "notes"> {
  const room = components.reduce((sum, { maximum }) => sum + maximum, 0n);
  const part = room < total ? room : total;
  if (components.length === 0) return { weights: [], rest: total };
  return { weights: capWeights({ components, rules, total: part }), rest: total - part };
}
