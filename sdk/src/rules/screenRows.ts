import { WAD } from "../units/wad.ts";
import { volatilityOf } from "./volatilityOf.ts";
import type { MarketRow, MarketWeek } from "../market/market.ts";
import type { Rules } from "./parseRules.ts";

/** Something about an id, or about a whole decision (`all`), that a reader of its weights should know. */
export type Note = { readonly id: string; readonly note: string };

export type ScreenInputs = {
  readonly rules: Rules;
  readonly rows: readonly MarketRow[];
  /** Earlier readings, ascending. Those that a screen does not find it does not ask for. */
  readonly history: readonly MarketWeek[];
  readonly held: ReadonlySet<string>;
  /** YYYY-MM-DD A row of another date is no reading: what is held of it leaves by the rules' own lists alone. */
  readonly asOf: string;
};

export type ScreenedRows = {
  /** This week's rows, with the last ones of coins that it leaves out and that may still count. */
  readonly rows: readonly MarketRow[];
  /** Out: what is held of them leaves. */
  readonly barred: ReadonlySet<string>;
  /** WAD a year, where there are prices enough. */
  readonly volatility: ReadonlyMap<string, bigint>;
  readonly volumes: ReadonlyMap<string, bigint>; // D18{usd} the median
  readonly notes: readonly Note[];
};

const NOTHING = { barred: new Set<string>(), volatility: new Map(), volumes: new Map() } as const;

/**
 * Who may be a component. Deny list and sector bar whoever is held too; the other screens only say who may enter, so that a
 * thin week sells nothing, but for volatility, which a conservative profile does not keep.
 */
export function screenRows({ rules, rows, history, held, asOf }: ScreenInputs): ScreenedRows {
  const looks = rules.universe ?? rules.exposure ?? rules.missingObservations;
  if (looks === undefined) return { ...NOTHING, rows, notes: offNotes(rules, history) };
  const notes: Note[] = [];
  const filled = fillRows(rules, rows, history, notes);
  const seen = readingsOf(filled, history);
  const volumes = new Map(filled.map(({ id }) => [id, medianVolume(rules, seen.get(id) ?? [])]));
  const volatility = new Map<string, bigint>();
  const barred = new Set<string>();
  for (const row of filled) {
    const readings = seen.get(row.id) ?? [row];
    const measured = measuredVolatility(rules, readings);
    if (measured !== undefined) volatility.set(row.id, measured);
    const fault = faultOf(rules, row, {
      held: held.has(row.id),
      stale: row.date !== asOf,
      readings: readings.length,
      known: history.length + 1,
      volume: volumes.get(row.id) ?? 0n,
      volatility: measured,
    });
    if (fault === undefined) continue;
    barred.add(row.id);
    if (held.has(row.id)) notes.push({ id: row.id, note: fault });
  }
  for (const { id } of rules.universe?.deny ?? []) barred.add(id);
  return {
    rows: filled,
    barred,
    volatility,
    volumes,
    notes: [...notes, ...offNotes(rules, history)],
  };
}

/** Adds the last rows of coins that have been missing for no longer than the rules allow. */
function fillRows(
  { missingObservations = 0 }: Rules,
  rows: readonly MarketRow[],
  history: readonly MarketWeek[],
  notes: Note[],
): readonly MarketRow[] {
  if (missingObservations === 0) return rows;
  const known = new Set(rows.map(({ id }) => id));
  const last = new Map<string, MarketRow>();
  for (const week of history.slice(-missingObservations))
    for (const row of week.rows) if (!known.has(row.id)) last.set(row.id, row);
  for (const id of last.keys()) notes.push({ id, note: "missing, its last reading counts" });
  return [...rows, ...last.values()];
}

/** The readings of each id in `rows`, oldest first, this one last. */
function readingsOf(
  rows: readonly MarketRow[],
  history: readonly MarketWeek[],
): ReadonlyMap<string, readonly MarketRow[]> {
  const seen = new Map<string, MarketRow[]>(rows.map(({ id }) => [id, []]));
  for (const week of history) for (const row of week.rows) seen.get(row.id)?.push(row);
  for (const row of rows) {
    const readings = seen.get(row.id);
    if (readings?.at(-1)?.date !== row.date) readings?.push(row);
  }
  return seen;
}

/** D18{usd} The lower median of the last readings. */
function medianVolume({ universe }: Rules, readings: readonly MarketRow[]): bigint {
  const volumes = readings
    .slice(-(universe?.volumeObservations ?? 1))
    .map(({ volume24h }) => volume24h)
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return volumes[Math.floor((volumes.length - 1) / 2)] ?? 0n;
}

function measuredVolatility(
  { volatilityObservations, universe, exposure }: Rules,
  readings: readonly MarketRow[],
): bigint | undefined {
  const wanted =
    universe?.maximumVolatility !== undefined || exposure?.volatilityAbove !== undefined;
  if (!wanted) return undefined;
  return volatilityOf(readings.slice(-(volatilityObservations ?? 12)).map(({ price }) => price));
}

type Facts = {
  readonly held: boolean;
  readonly stale: boolean;
  readonly readings: number;
  readonly known: number;
  readonly volume: bigint;
  readonly volatility: bigint | undefined;
};

function faultOf(
  { universe }: Rules,
  { id, marketCap }: MarketRow,
  facts: Facts,
): string | undefined {
  if (universe === undefined) return undefined;
  if (universe.ids !== undefined && !universe.ids.includes(id)) return "not of the category";
  const denied = universe.deny?.find((entry) => entry.id === id);
  if (denied !== undefined) return `denied: ${denied.reason}`;
  if (facts.held && facts.stale) return undefined;
  const { maximumVolatility } = universe;
  if (maximumVolatility !== undefined && (facts.volatility ?? 0n) > maximumVolatility)
    return "too volatile";
  if (facts.held) return undefined;
  if (facts.readings < Math.min(universe.listedObservations ?? 1, facts.known))
    return "listed too recently";
  if (facts.volume < (universe.minimumVolume ?? 0n)) return "too little volume";
  const least = ((universe.minimumVolumeOfCap ?? 0n) * marketCap) / WAD;
  return facts.volume < least ? "too little volume for its market cap" : undefined;
}

/** Screens that the readings so far cannot answer in full. */
function offNotes(rules: Rules, history: readonly MarketWeek[]): Note[] {
  const { universe, entryObservations = 1, exposure } = rules;
  const wanted = Math.max(
    entryObservations,
    universe?.listedObservations ?? 1,
    universe?.volumeObservations ?? 1,
  );
  const notes: Note[] = [];
  if (history.length + 1 < wanted)
    notes.push({ id: "all", note: `screens see ${history.length + 1} of ${wanted} readings` });
  const measures =
    universe?.maximumVolatility !== undefined || exposure?.volatilityAbove !== undefined;
  if (measures && history.length < 2)
    notes.push({ id: "all", note: "volatility is not known yet, its screens are off" });
  return notes;
}
