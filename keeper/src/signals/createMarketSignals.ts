import { SignalUnavailableError } from "@sheaf/sdk/rules/SignalUnavailableError";
import type { DailyClose, Market, MarketRow } from "@sheaf/sdk/market/market";
import type { SignalSource } from "./signalSource.ts";

/** What was known of a market at 00:00 UTC of a date. */
export type MarketReading = {
  readonly date: string; // YYYY-MM-DD
  readonly rows: readonly MarketRow[];
  /** Ascending, the last one of the day before `date`. */
  readonly leaderCloses: readonly DailyClose[];
  readonly excluded: ReadonlySet<string>;
};

/**
 * Replays a market, recorded or modelled. A reading holds nothing that was not known at 00:00 UTC of its date.
 *
 * `read` throws SignalUnavailableError where the market has no week of that date, or the day before has no close.
 */
export function createMarketSignals(market: Market): SignalSource<MarketReading> {
  const weeks = new Map(market.weeks.map((week) => [week.date, week]));
  return {
    name: market.name,
    read: async (asOf) => {
      const date = dateOf(asOf);
      const week = weeks.get(date);
      if (week === undefined || week.rows.length === 0)
        throw new SignalUnavailableError(`The ${market.name} has no rows of ${date}.`);
      const leaderCloses = market.leaderCloses.filter((close) => close.date < date);
      const yesterday = dateOf(new Date(Date.parse(date) - 86_400_000)); // {ms}
      if (leaderCloses.at(-1)?.date !== yesterday)
        throw new SignalUnavailableError(
          `The ${market.name} has no close of ${market.leader} on ${yesterday}.`,
        );
      return { date, rows: week.rows, leaderCloses, excluded: market.excluded };
    },
  };
}

function dateOf(time: Date): string {
  if (Number.isNaN(time.getTime()))
    throw new SignalUnavailableError("The time to read a market at is not a valid date.");
  return time.toISOString().slice(0, 10);
}
