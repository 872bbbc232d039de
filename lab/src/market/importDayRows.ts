import { readAmount } from "@sheaf/sdk/market/readAmount";
import { readCsv } from "@sheaf/sdk/market/readCsv";
import { ID_PATTERN } from "@sheaf/sdk/market/readId";
import { MalformedFileError } from "@sheaf/sdk/market/errors";
import type { CsvLine } from "@sheaf/sdk/market/readCsv";
import type { MarketRow } from "@sheaf/sdk/market/market";

/** A row of a source that cannot be used. It is left out, and named once the import is done. */
export type PassedOver = { readonly date: string; readonly id: string; readonly cause: string };

const HEADER = "timestamp,readableTimestamp,coinId,price,marketCap,totalVolume";

export type ImportedRows = {
  readonly rows: readonly MarketRow[];
  /** Each id once, empty lines and repetitions apart. */
  readonly passedOver: readonly PassedOver[];
};

/**
 * The rows of one day's file of `hathix/historical-crypto-data` (`perday/<ms>.csv`), by market cap, at most `most`. Empty lines and
 * repetitions of an id are passed over, and so are, by name, ids that are none of ours and rows without a usable price or market
 * cap. A volume that is no number counts as unknown, zero.
 *
 * @throws MalformedFileError where a line has another day.
 */
export function importDayRows(
  text: string,
  fileName: string,
  { date, most }: { readonly date: string; readonly most: number },
): ImportedRows {
  const rows = new Map<string, MarketRow>();
  const passedOver = new Map<string, PassedOver>();
  const plain = text.replace(/"[^"\n]*"/g, ""); // the readable time, the only cell with a comma in it
  const time = String(Date.parse(`${date}T00:00:00Z`));
  for (const line of readCsv(plain, fileName, HEADER)) {
    const id = line.cell("coinId");
    if (id === "" || rows.has(id) || line.cell("price") === "") continue;
    if (line.cell("timestamp") !== time)
      throw line.malformed("timestamp", `00:00 UTC of ${date} in milliseconds, ${time}`);
    const price = amountIn(line, "price");
    const marketCap = amountIn(line, "marketCap");
    const cause = causeOf(line, id, price, marketCap);
    if (cause !== undefined) passedOver.set(id, { date, id, cause });
    if (cause !== undefined || price === undefined || marketCap === undefined) continue;
    const volume24h = amountIn(line, "totalVolume") ?? 0n;
    rows.set(id, { date, id, price, marketCap, volume24h });
  }
  for (const id of rows.keys()) passedOver.delete(id);
  return { rows: largest(rows.values(), most), passedOver: [...passedOver.values()] };
}

function causeOf(
  line: CsvLine,
  id: string,
  price: bigint | undefined,
  marketCap: bigint | undefined,
): string | undefined {
  if (!ID_PATTERN.test(id)) return "no id of ours";
  if (price === undefined || price === 0n) return `price ${line.cell("price")}`;
  return marketCap === undefined ? `market cap ${line.cell("marketCap") || "empty"}` : undefined;
}

/** D18 Undefined where the cell is no number of zero or more. */
function amountIn(line: CsvLine, column: string): bigint | undefined {
  try {
    return readAmount(line, column, column, 0n);
  } catch (error) {
    if (error instanceof MalformedFileError) return undefined;
    throw error;
  }
}

function largest(rows: Iterable<MarketRow>, most: number): MarketRow[] {
  return [...rows]
    .sort((a, b) =>
      a.marketCap === b.marketCap ? (a.id < b.id ? -1 : 1) : a.marketCap > b.marketCap ? -1 : 1,
    )
    .slice(0, most);
}
