import type { SignalReading } from "./tokenSignal.ts";

/** One coin in one week's reading. */
export type MarketRow = {
  readonly date: string; // YYYY-MM-DD, UTC
  readonly id: string;
  readonly price: bigint; // D18{usd/tok}
  readonly marketCap: bigint; // D18{usd}
  readonly volume24h: bigint; // D18{usd}
};

/** All rows of one date, as read at 00:00 UTC of that date. */
export type MarketWeek = { readonly date: string; readonly rows: readonly MarketRow[] };

/** The leader's price at the end (24:00 UTC) of a date. */
export type DailyClose = { readonly date: string; readonly close: bigint /* D18{usd} */ };

/** What a second source says of the regime on a date. */
export type RegimeVote = {
  readonly date: string; // YYYY-MM-DD
  readonly regime: "bull" | "bear" | "neutral";
};

/** A market is some weeks of rows, the leader's daily closes, and the ids that are not eligible. */
export type Market = {
  readonly name: string;
  /** True where the rows were made up by a model, false where they were recorded. */
  readonly modelled: boolean;
  /** The id whose daily closes tell the regime. */
  readonly leader: string;
  readonly weeks: readonly MarketWeek[];
  readonly leaderCloses: readonly DailyClose[];
  readonly excluded: ReadonlySet<string>;
  /** What sources said of tokens and of the regime, ascending by date, where anybody recorded it. */
  readonly signals?: readonly SignalReading[];
  readonly votes?: readonly RegimeVote[];
};
