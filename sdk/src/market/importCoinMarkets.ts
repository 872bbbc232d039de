import { z } from "zod";
import { MalformedDecimalError } from "../units/MalformedDecimalError.ts";
import { parseDecimal } from "../units/parseDecimal.ts";
import { MalformedFileError } from "./MalformedFileError.ts";
import type { MarketRow } from "./market.ts";

const Amount = z.union([z.number(), z.string()]).nullable();
const Page = z.array(
  z.object({
    id: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,79}$/),
    current_price: Amount,
    market_cap: Amount,
    total_volume: Amount,
  }),
);

/**
 * The rows of one date from a saved page of CoinGecko's `/coins/markets` (parsed JSON): what a recorder keeps. A coin without a
 * price is left out, an unknown market cap or volume is zero.
 *
 * @throws MalformedFileError
 */
export function importCoinMarkets(page: unknown, fileName: string, date: string): MarketRow[] {
  const parsed = Page.safeParse(page);
  if (!parsed.success || parsed.data.length === 0) {
    const issue = parsed.error?.issues[0];
    throw new MalformedFileError({
      fileName,
      line: 1,
      column: issue?.path.join(".") ?? "document",
      expected: "a page of coins",
      found: issue?.message ?? "none",
    });
  }
  const rows = new Map<string, MarketRow>();
  for (const coin of parsed.data) {
    const price = amountOf(coin.current_price, fileName, coin.id);
    if (price === 0n || rows.has(coin.id)) continue;
    const marketCap = amountOf(coin.market_cap, fileName, coin.id);
    const volume24h = amountOf(coin.total_volume, fileName, coin.id);
    rows.set(coin.id, { date, id: coin.id, price, marketCap, volume24h });
  }
  return [...rows.values()];
}

/** D18 A JSON number is read by its shortest text, which is what the source wrote. */
function amountOf(value: number | string | null, fileName: string, id: string): bigint {
  try {
    const amount = value === null ? 0n : parseDecimal(String(value), 18);
    if (amount >= 0n) return amount;
  } catch (error) {
    if (!(error instanceof MalformedDecimalError)) throw error;
  }
  throw new MalformedFileError({
    fileName,
    line: 1,
    column: id,
    expected: "a number of zero or more",
    found: String(value),
  });
}
