import { fromDayNumber } from "@sheaf/sdk/units/fromDayNumber";
import { toDayNumber } from "@sheaf/sdk/units/toDayNumber";
import type { Market } from "@sheaf/sdk/market/market";

/** The same market some days later, or earlier: every date moves, nothing else does. */
export function shiftMarket(market: Market, days: number): Market {
  const moved = <dated extends { readonly date: string }>(one: dated): dated => ({
    ...one,
    date: fromDayNumber((toDayNumber(one.date) ?? 0) + days),
  });
  return {
    ...market,
    weeks: market.weeks.map((week) => moved({ ...week, rows: week.rows.map(moved) })),
    leaderCloses: market.leaderCloses.map(moved),
    ...(market.signals === undefined ? {} : { signals: market.signals.map(moved) }),
    ...(market.votes === undefined ? {} : { votes: market.votes.map(moved) }),
  };
}
