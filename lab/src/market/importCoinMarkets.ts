import { z } from "zod";
import { MalformedDecimalError } from "@sheaf/sdk/units/errors";
import { parseDecimal } from "@sheaf/sdk/units/parseDecimal";
import { toDayNumber } from "@sheaf/sdk/units/toDayNumber";
import { ID_PATTERN } from "@sheaf/sdk/market/readId";
import { MalformedFileError } from "@sheaf/sdk/market/errors";
import type { ImportedRows, PassedOver } from "./importDayRows.ts";
import type { MarketRow } from "@sheaf/sdk/market/market";

const Amount = z.union([z.number(), z.string()]).nullish();
const Coin = z.object({
  id: z.string(),
  current_price: Amount,
  market_cap: Amount,
  total_volume: Amount,
  last_updated: z.string().nullish(),
});
type Coin = z.infer<typeof Coin>;
const Page = z.array(Coin);

/**
 * The rows of one date from a saved page of CoinGecko's `/coins/markets` (parsed JSON): what a recorder keeps. Passed over by name
 * are coins with an id that is none of ours, without a usable price or market cap, and those whose `last_updated` is not of the
 * date or the day before. An unknown market cap or volume is zero.
 *
 * @throws MalformedFileError where the page has another shape, or nothing in it can be used.
 */
export function importCoinMarkets(page: unknown, fileName: string, date: string): ImportedRows {
  const parsed = Page.safeParse(page);
  if (!parsed.success || parsed.data.length === 0) {
    const issue = parsed.error?.issues[0];
    const column = issue?.path.join(".") ?? "";
    throw unusable(fileName, column === "" ? "document" : column, issue?.message ?? "none");
  }
  const rows = new Map<string, MarketRow>();
  const passedOver: PassedOver[] = [];
  for (const coin of parsed.data) {
    const { id } = coin;
    if (rows.has(id)) continue;
    const row = rowOf(coin, date);
    if (typeof row === "string") passedOver.push({ date, id: id.slice(0, 80), cause: row });
    else rows.set(id, row);
  }
  const [first] = passedOver;
  if (rows.size === 0) throw unusable(fileName, first?.id ?? "document", first?.cause ?? "none");
  return { rows: [...rows.values()], passedOver };
}

/** Or why not. */
function rowOf(coin: Coin, date: string): MarketRow | string {
  const price = amountOf(coin.current_price);
  const marketCap = amountOf(coin.market_cap ?? 0);
  const volume24h = amountOf(coin.total_volume ?? 0) ?? 0n;
  const age = ageOf(coin.last_updated, date);
  if (!ID_PATTERN.test(coin.id)) return "no id of ours";
  if (price === undefined || price === 0n) return `price ${textOf(coin.current_price)}`;
  if (marketCap === undefined) return `market cap ${textOf(coin.market_cap)}`;
  if (age === undefined || age < 0 || age > 1)
    return `last updated ${coin.last_updated?.slice(0, 24) ?? "never"}`;
  return { date, id: coin.id, price, marketCap, volume24h };
}

/** {day} From the last update to the date; undefined where the time is none. */
function ageOf(updated: string | null | undefined, date: string): number | undefined {
  const day = toDayNumber(updated?.slice(0, 10) ?? "");
  const today = toDayNumber(date);
  if (day === undefined || today === undefined || Number.isNaN(Date.parse(updated ?? "")))
    return undefined;
  return today - day;
}

/** D18 A JSON number is read by its shortest text, which is what the source wrote. Undefined where it is no amount. */
function amountOf(value: number | string | null | undefined): bigint | undefined {
  if (value === null || value === undefined) return undefined;
  try {
    const amount = parseDecimal(String(value), 18);
    return amount >= 0n ? amount : undefined;
  } catch (error) {
    if (!(error instanceof MalformedDecimalError)) throw error;
    return undefined;
  }
}

function textOf(value: number | string | null | undefined): string {
  return String(value).slice(0, 40);
}

function unusable(fileName: string, column: string, found: string): MalformedFileError {
  return new MalformedFileError({
    fileName,
    line: 1,
    column,
    expected: "a page of coins that can be used",
    found,
  });
}
