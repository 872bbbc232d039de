import { firstDateKept } from "./firstDateKept.ts";
import type { MarketRow } from "./market.ts";

/** How many times as much from one row of an id to its next is no market's doing. */
const MOST = 100n;

/**
 * What cannot be right between a row of an id and its next one with a market cap: `unit` where the price moved 100 times as far as
 * the market cap, or the other way; `price` where the price itself moved 100 times within two weeks. Undefined where all is well.
 */
export function jumpBetween(before: MarketRow, row: MarketRow): "unit" | "price" | undefined {
  if (before.marketCap === 0n || row.marketCap === 0n) return undefined;
  if (areFar(row.price * before.marketCap, before.price * row.marketCap)) return "unit";
  const isRecent = before.date >= firstDateKept(row.date);
  return isRecent && areFar(row.price, before.price) ? "price" : undefined;
}

function areFar(one: bigint, other: bigint): boolean {
  return one >= other * MOST || other >= one * MOST;
}
