import { fromDayNumber } from "@sheaf/sdk/units/fromDayNumber";
import { toDayNumber } from "@sheaf/sdk/units/toDayNumber";
import type { DailyClose, Market, MarketRow } from "@sheaf/sdk/market/market";
import { splitMix64 } from "./splitMix64.ts";

const BILLION = 10n ** 9n;
const WEEK = 7; // {day}
/** In billionths: how much of a price a day and a week usually move. */
const DAILY_DEVIATION = 25_000_000n;
const WEEKLY_DEVIATION = 60_000_000n;

/**
 * A market with one more week, made up: each price of the last week wanders on its own, and the leader's by seven daily
 * closes. The same bytes for the same market on every machine.
 */
export function extendMarket(market: Market): Market {
  const last = market.weeks.at(-1);
  const close = market.leaderCloses.at(-1);
  if (last === undefined || close === undefined) return market;
  const day = toDayNumber(last.date) ?? 0;
  const random = splitMix64(day, 0);
  const wander = (amount: bigint, deviation: bigint): bigint =>
    (amount * (BILLION + random.bell(deviation))) / BILLION;

  const date = fromDayNumber(day + WEEK);
  const closes: DailyClose[] = [];
  for (let at = (toDayNumber(close.date) ?? 0) + 1; at < day + WEEK; at += 1) {
    const before = closes.at(-1) ?? close;
    closes.push({ date: fromDayNumber(at), close: wander(before.close, DAILY_DEVIATION) });
  }
  const rows = last.rows.map((row): MarketRow => {
    const price =
      row.id === market.leader
        ? (closes.at(-1) ?? close).close
        : market.excluded.has(row.id)
          ? row.price
          : wander(row.price, WEEKLY_DEVIATION);
    const marketCap = row.price === 0n ? row.marketCap : (row.marketCap * price) / row.price;
    return { ...row, date, price, marketCap };
  });
  return {
    ...market,
    weeks: [...market.weeks, { date, rows }],
    leaderCloses: [...market.leaderCloses, ...closes],
  };
}
