import { readAmount } from "./readAmount.ts";
import { readCsv } from "./readCsv.ts";
import { readDay } from "./readDay.ts";
import type { DailyClose } from "./market.ts";
import type { CsvLine } from "./readCsv.ts";

const HEADER = "date,open,high,low,close,volume_btc";

/**
 * Reads the leader's daily candles and gives out the closes, one a day without a gap. The format is in this folder's README.md.
 *
 * @throws MalformedFileError with file name, line, column, and what was expected there.
 */
export function parseDailyCsv(text: string, fileName: string): DailyClose[] {
  let previous: { readonly day: number; readonly close: bigint } | undefined;
  return readCsv(text, fileName, HEADER).map((line) => {
    const [day, close] = [readDay(line), readClose(line)];
    if (previous !== undefined && day !== previous.day + 1)
      throw line.malformed("date", "the day after the line before (no gap, no repetition)");
    if (previous !== undefined && isTenfold(previous.close, close))
      throw line.malformed("close", "less than ten times the day before's, and more than a tenth");
    previous = { day, close };
    return { date: line.cell("date"), close };
  });
}

/** No leader does that in a day: one wrong close would turn the regime. */
function isTenfold(before: bigint, close: bigint): boolean {
  return close >= before * 10n || before >= close * 10n;
}

/** D18{usd} The close, once the rest of the candle has vouched for it. */
function readClose(line: CsvLine): bigint {
  readAmount(line, "open", "price", 1n);
  readAmount(line, "volume_btc", "volume", 0n);
  const high = readAmount(line, "high", "price", 1n);
  const low = readAmount(line, "low", "price", 1n);
  const close = readAmount(line, "close", "price", 1n);
  if (close < low || close > high)
    throw line.malformed("close", "a close between the day's low and high");
  return close;
}
