import { toDayNumber } from "@sheaf/sdk/units/toDayNumber";
import { WAD } from "@sheaf/sdk/units/wad";
import type { BacktestStep } from "./runBacktest.ts";

/** Dates in a row on which nothing was decided, for one kind of reason. */
export type UndecidedRun = {
  readonly from: string; // YYYY-MM-DD
  readonly to: string;
  readonly dates: number;
  readonly reason: string; // of the first date
};

/** A holding that had no row for two weeks or longer. */
export type FrozenHolding = {
  readonly id: string;
  readonly since: string; // YYYY-MM-DD of its last row
  readonly until: string; // YYYY-MM-DD of the last date without one
  readonly part: bigint; // WAD of NAV on that date
};

export type Gaps = {
  readonly undecided: readonly UndecidedRun[];
  readonly undecidedDates: number;
  readonly frozen: readonly FrozenHolding[]; // the largest part first
  /** Whether so many dates lack a decision that the figures are more of nothing than of the rules. */
  readonly isMostlySilent: boolean;
};

/** {day} */
const FROZEN_AFTER = 14;
/** WAD Of all dates. */
const MOST_UNDECIDED = WAD / 10n;

/** What a backtest could not do: dates without a decision, and holdings that nobody said anything of. */
export function findGaps(steps: readonly BacktestStep[]): Gaps {
  const undecided = runsOf(steps);
  const undecidedDates = undecided.reduce((sum, { dates }) => sum + dates, 0);
  const isMostlySilent = BigInt(undecidedDates) * WAD > BigInt(steps.length) * MOST_UNDECIDED;
  return { undecided, undecidedDates, frozen: frozenOf(steps), isMostlySilent };
}

function runsOf(steps: readonly BacktestStep[]): UndecidedRun[] {
  const runs: UndecidedRun[] = [];
  let before: string | undefined;
  for (const { date, held } of steps) {
    const last = runs.at(-1);
    if (held !== undefined && before !== undefined && last !== undefined && isAlike(before, held))
      runs[runs.length - 1] = { ...last, to: date, dates: last.dates + 1 };
    else if (held !== undefined) runs.push({ from: date, to: date, dates: 1, reason: held });
    before = held;
  }
  return runs;
}

/** Whether two reasons differ by their dates and numbers alone. */
function isAlike(one: string, other: string): boolean {
  const plain = (text: string): string => text.replace(/\d+/g, "0");
  return plain(one) === plain(other);
}

function frozenOf(steps: readonly BacktestStep[]): FrozenHolding[] {
  const frozen = new Map<string, FrozenHolding>();
  for (const { date, unpriced } of steps) {
    for (const { id, since, part } of unpriced)
      if (daysBetween(since, date) >= FROZEN_AFTER)
        frozen.set(`${id} ${since}`, { id, since, until: date, part });
  }
  return [...frozen.values()].sort((a, b) =>
    a.part === b.part ? (a.id < b.id ? -1 : 1) : a.part > b.part ? -1 : 1,
  );
}

/** {day} */
function daysBetween(from: string, to: string): number {
  return (toDayNumber(to) ?? 0) - (toDayNumber(from) ?? 0);
}
