import { formatDecimal } from "../units/formatDecimal.ts";
import type { MarketWeek } from "./market.ts";

/** Weekly rows as the text that `parseMarketCsv` reads back to the same rows: by date, then market cap, then id. */
export function writeMarketCsv(weeks: readonly MarketWeek[]): string {
  const lines = weeks
    .toSorted((a, b) => (a.date < b.date ? -1 : 1))
    .flatMap(({ rows }) =>
      rows
        .toSorted((a, b) =>
          a.marketCap === b.marketCap ? (a.id < b.id ? -1 : 1) : a.marketCap > b.marketCap ? -1 : 1,
        )
        .map(({ date, id, price, marketCap, volume24h }) =>
          [date, id, shortest(price), shortest(marketCap), shortest(volume24h)].join(","),
        ),
    );
  return ["date,id,price_usd,market_cap_usd,volume_24h_usd", ...lines, ""].join("\n");
}

function shortest(value: bigint): string {
  return formatDecimal(value, 18, 18).replace(/\.?0+$/, "");
}
