import { NotEnoughWeeksError } from "./errors.ts";
import type { Market } from "@sheaf/sdk/market/market";

/** The first `count` weeks of a market, with the closes that were known by the last of them: nothing from its future. */
export function selectWeeks(market: Market, count: number): Market {
  const last = market.weeks[count - 1];
  if (last === undefined) throw new NotEnoughWeeksError(market.name, count, market.weeks.length);
  return {
    ...market,
    weeks: market.weeks.slice(0, count),
    leaderCloses: market.leaderCloses.filter((close) => close.date < last.date),
    ...(market.signals === undefined
      ? {}
      : { signals: market.signals.filter(({ date }) => date <= last.date) }),
    ...(market.votes === undefined
      ? {}
      : { votes: market.votes.filter(({ date }) => date <= last.date) }),
  };
}
