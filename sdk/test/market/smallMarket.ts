import { fromDayNumber } from "../../src/units/fromDayNumber.ts";
import { toDayNumber } from "../../src/units/toDayNumber.ts";
import { WAD } from "../../src/units/wad.ts";
import type { Market } from "../../src/market/market.ts";

export const FIRST_DATE = "2030-01-07";

/**
 * A market of weekly prices in cents, each coin with a supply of a million; a price of 0 leaves the row out. The leader closes
 * at 100 before the first week and at the given closes within each week, which are known in the next.
 */
export function smallMarket(
  prices: Readonly<Record<string, readonly number[]>>,
  leaderCloses: readonly number[] = [],
): Market {
  const weeks = Math.max(...Object.values(prices).map(({ length }) => length));
  const firstDay = toDayNumber(FIRST_DATE) ?? 0;
  return {
    name: "small market",
    modelled: true,
    leader: "leader-coin",
    weeks: Array.from({ length: weeks }, (_, week) => {
      const date = fromDayNumber(firstDay + 7 * week);
      const rows = Object.entries(prices).flatMap(([id, list]) => {
        const price = (BigInt(list[week] ?? 0) * WAD) / 100n;
        return price === 0n
          ? []
          : [{ date, id, price, marketCap: price * 1_000_000n, volume24h: 10n ** 30n }];
      });
      return { date, rows };
    }),
    leaderCloses: Array.from({ length: 10 + 7 * weeks }, (_, at) => ({
      date: fromDayNumber(firstDay - 10 + at),
      close: BigInt(leaderCloses[Math.floor((at - 10) / 7)] ?? 100) * WAD,
    })),
    excluded: new Set(),
  };
}
