import { SignalUnavailableError } from "@sheaf/sdk/rules/errors";
import type { DailyClose, Market, MarketRow, MarketWeek } from "@sheaf/sdk/market/market";
import type { Regime } from "@sheaf/sdk/rules/regime";
import type { SignalReading } from "@sheaf/sdk/market/tokenSignal";
import { signalsKnown } from "@sheaf/sdk/market/signalsKnown";
import { withLastRows } from "@sheaf/sdk/market/withLastRows";

/** A signal source is one method. It returns a checked reading or throws; it never guesses. */
export type SignalSource<reading> = { readonly name: string; read(asOf: Date): Promise<reading> };

/** What was known of a market at 00:00 UTC of a date. */
export type MarketReading = {
  readonly date: string; // YYYY-MM-DD
  /** One of an earlier date is the last one of an id that this date's rows do not mention: no reading, it ranks the others. */
  readonly rows: readonly MarketRow[];
  /** The id whose closes these are. */
  readonly leader: string;
  /** Ascending, the last one of the day before `date`. */
  readonly leaderCloses: readonly DailyClose[];
  readonly excluded: ReadonlySet<string>;
  /** Earlier readings, ascending, for rules that look back. */
  readonly history?: readonly MarketWeek[];
  /** Readings of signals, ascending, the latest last, for rules that ask for them. */
  readonly signals?: readonly SignalReading[];
  /** What a second source says of the regime, for rules whose flips wait for it. */
  readonly vote?: Regime;
};

const DAY = 86_400_000; // {ms}
/** As far as rules may look back. {reading} */
const LOOK_BACK = 52;

/**
 * Replays a market, recorded or modelled. A reading holds nothing that was not known at 00:00 UTC of its date; an id that
 * its date does not mention keeps its last row for two weeks, dated as it was.
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
      const yesterday = dateOf(new Date(Date.parse(date) - DAY));
      if (leaderCloses.at(-1)?.date !== yesterday)
        throw new SignalUnavailableError(
          `The ${market.name} has no close of ${market.leader} on ${yesterday}.`,
        );
      const history = market.weeks.filter((earlier) => earlier.date < date).slice(-LOOK_BACK);
      const rows = withLastRows(week, history);
      const { signals, vote } = signalsKnown(market, date);
      return {
        date,
        rows,
        leader: market.leader,
        leaderCloses,
        excluded: market.excluded,
        history,
        ...(signals.length === 0 ? {} : { signals }),
        ...(vote === undefined ? {} : { vote }),
      };
    },
  };
}

function dateOf(time: Date): string {
  if (Number.isNaN(time.getTime()))
    throw new SignalUnavailableError("The time to read a market at is not a valid date.");
  return time.toISOString().slice(0, 10);
}
