import { parseDailyCsv } from "@sheaf/sdk/market/parseDailyCsv";
import { readCsv } from "@sheaf/sdk/market/readCsv";

const HEADER = "time,open,high,low,close,volume";
const MIDNIGHT = " 00:00:00+00:00";
const COLUMNS = ["open", "high", "low", "close", "volume"] as const;

/**
 * `btc-daily.csv` from the daily candles of `Manoj-Paskaran/crypto-ohlcv-data` (`data/btc/btc_usdt_1D.csv`), digits as they are.
 *
 * @throws MalformedFileError where a time is not midnight UTC, a day is missing, or a candle contradicts itself.
 */
export function importCandles(text: string, fileName: string): string {
  const lines = readCsv(text, fileName, HEADER).map((line) => {
    const time = line.cell("time");
    if (!time.endsWith(MIDNIGHT)) throw line.malformed("time", `a day and${MIDNIGHT}`);
    return [time.slice(0, -MIDNIGHT.length), ...COLUMNS.map((name) => line.cell(name))].join(",");
  });
  const candles = ["date,open,high,low,close,volume_btc", ...lines, ""].join("\n");
  parseDailyCsv(candles, fileName);
  return candles;
}
