import type { MarketRow } from "../../src/market/market.ts";

/** Rows of one week with the given market caps {usd}, at a price of one. */
export function marketRows(caps: Readonly<Record<string, number>>): MarketRow[] {
  return Object.entries(caps).map(([id, cap]) => ({
    date: "2030-01-07",
    id,
    price: 10n ** 18n,
    marketCap: BigInt(cap) * 10n ** 18n,
    volume24h: 0n,
  }));
}
