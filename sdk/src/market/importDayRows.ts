import { readAmount } from "./readAmount.ts";
import { readCsv } from "./readCsv.ts";
import type { MarketRow } from "./market.ts";

const HEADER = "timestamp,readableTimestamp,coinId,price,marketCap,totalVolume";
const ID = /^[a-z0-9][a-z0-9._-]{0,79}$/;

/**
 * The rows of one day's file of `hathix/historical-crypto-data` (`perday/<ms>.csv`). Empty lines and repetitions of an id are
 * passed over, and so are coins without a price and ids that are none of ours. By market cap, at most `most`.
 *
 * @throws MalformedFileError where a line has another day, or a number is none.
 */
export function importDayRows(
  text: string,
  fileName: string,
  { date, most }: { readonly date: string; readonly most: number },
): MarketRow[] {
  const rows = new Map<string, MarketRow>();
  const plain = text.replace(/"[^"\n]*"/g, ""); // the readable time, the only cell with a comma in it
  const time = String(Date.parse(`${date}T00:00:00Z`));
  for (const line of readCsv(plain, fileName, HEADER)) {
    const id = line.cell("coinId");
    if (!ID.test(id) || rows.has(id) || line.cell("price") === "") continue;
    if (line.cell("timestamp") !== time)
      throw line.malformed("timestamp", `00:00 UTC of ${date} in milliseconds, ${time}`);
    const price = readAmount(line, "price", "price", 0n);
    if (price === 0n) continue;
    rows.set(id, {
      date,
      id,
      price,
      marketCap: readAmount(line, "marketCap", "market cap", 0n),
      volume24h: readAmount(line, "totalVolume", "volume", 0n),
    });
  }
  return [...rows.values()]
    .sort((a, b) =>
      a.marketCap === b.marketCap ? (a.id < b.id ? -1 : 1) : a.marketCap > b.marketCap ? -1 : 1,
    )
    .slice(0, most);
}
