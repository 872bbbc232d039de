import { WAD } from "../units/wad.ts";
import { currentId } from "./currentId.ts";
import { UnusableChangeError } from "./errors.ts";
import type { AssetChange } from "./parseChangesCsv.ts";
import type { Market, MarketRow, MarketWeek } from "./market.ts";
import type { SignalReading } from "./tokenSignal.ts";

/**
 * A market in today's terms: earlier rows, signals and exclusions go by the id that the asset has now, and earlier prices by its
 * unit. Market caps and volumes are dollars and stay. What is still written under an id that has a successor is passed over.
 *
 * @throws UnusableChangeError where a successor has rows of its own before it succeeds.
 */
export function applyChanges(market: Market, changes: readonly AssetChange[]): Market {
  if (changes.length === 0) return market;
  return {
    ...market,
    weeks: market.weeks.map((week) => changeWeek(week, changes)),
    excluded: new Set([
      ...market.excluded,
      ...[...market.excluded].map((id) => currentId(id, "", changes)),
    ]),
    ...(market.signals === undefined
      ? {}
      : { signals: market.signals.map((reading) => changeReading(reading, changes)) }),
  };
}

function changeWeek({ date, rows }: MarketWeek, changes: readonly AssetChange[]): MarketWeek {
  const changed = new Map<string, MarketRow>();
  for (const row of rows.filter(({ id }) => !isReplaced(id, date, changes))) {
    const next = changeRow(row, changes);
    if (changed.has(next.id)) throw new UnusableChangeError(next.id, date);
    changed.set(next.id, next);
  }
  return { date, rows: [...changed.values()] };
}

function changeRow(row: MarketRow, changes: readonly AssetChange[]): MarketRow {
  let { id, price } = row;
  for (const change of changes) {
    if (change.id !== id || row.date >= change.date) continue;
    id = change.successor;
    price = (price * WAD) / (change.factor ?? WAD); // {usd/new tok} = {usd/old tok} / {new tok/old tok}
  }
  return id === row.id && price === row.price ? row : { ...row, id, price };
}

function changeReading(
  { date, signals }: SignalReading,
  changes: readonly AssetChange[],
): SignalReading {
  const kept = signals.filter(({ id }) => !isReplaced(id, date, changes));
  return {
    date,
    signals: kept.map((signal) => ({ ...signal, id: currentId(signal.id, date, changes) })),
  };
}

/** Whether an id had a successor already. */
function isReplaced(id: string, date: string, changes: readonly AssetChange[]): boolean {
  return changes.some(
    (change) => change.id === id && change.successor !== id && change.date <= date,
  );
}
