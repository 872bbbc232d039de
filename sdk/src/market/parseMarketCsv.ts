import { readAmount } from "./readAmount.ts";
import { readCsv } from "./readCsv.ts";
import { readDay } from "./readDay.ts";
import { readId } from "./readId.ts";
import type { MarketRow, MarketWeek } from "./market.ts";
import type { CsvLine } from "./readCsv.ts";

const HEADER = "date,id,price_usd,market_cap_usd,volume_24h_usd";

/**
 * Reads weekly market rows. The format is in this folder's README.md. Strict: one bad cell refuses the whole file.
 *
 * @throws MalformedFileError with file name, line, column, and what was expected there.
 */
export function parseMarketCsv(text: string, fileName: string): MarketWeek[] {
  const weeks: { date: string; rows: MarketRow[] }[] = [];
  let lastDay = Number.NEGATIVE_INFINITY;
  let seen = new Set<string>();
  for (const line of readCsv(text, fileName, HEADER)) {
    const day = readDay(line);
    const row = readRow(line);
    if (day < lastDay) throw line.malformed("date", "dates in ascending order");
    if (day > lastDay) {
      weeks.push({ date: row.date, rows: [] });
      seen = new Set();
      lastDay = day;
    }
    if (seen.has(row.id)) throw line.malformed("id", `each id once on ${row.date} (duplicate id)`);
    seen.add(row.id);
    weeks.at(-1)?.rows.push(row);
  }
  return weeks;
}

function readRow(line: CsvLine): MarketRow {
  return {
    date: line.cell("date"),
    id: readId(line, "id"),
    price: readAmount(line, "price_usd", "price", 1n),
    marketCap: readAmount(line, "market_cap_usd", "market cap", 0n),
    volume24h: readAmount(line, "volume_24h_usd", "volume", 0n),
  };
}
