import type { PendingTrade } from "./parsePendingTrade.ts";

/** A pending trade as a text that `parsePendingTrade` reads again: amounts are decimal texts, so that no digit is lost. */
export function writePendingTrade(trade: PendingTrade): string {
  return JSON.stringify(trade, (_, value: unknown) =>
    typeof value === "bigint" ? value.toString() : value,
  );
}
