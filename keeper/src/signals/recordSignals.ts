import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseDailyCsv } from "@sheaf/sdk/market/parseDailyCsv";
import { parseMarketCsv } from "@sheaf/sdk/market/parseMarketCsv";
import { parseSignalsCsv } from "@sheaf/sdk/market/parseSignalsCsv";
import { parseVotesCsv } from "@sheaf/sdk/market/parseVotesCsv";
import { writeMarketCsv } from "@sheaf/sdk/market/writeMarketCsv";
import { writeSignalsCsv } from "@sheaf/sdk/market/writeSignalsCsv";
import { formatDecimal } from "@sheaf/sdk/units/formatDecimal";
import type { DailyClose } from "@sheaf/sdk/market/market";

import { writeWhole } from "../writeWhole.ts";
import type { MarketReading, SignalSource } from "./createMarketSignals.ts";

const DAILY = "btc-daily.csv";
const DAILY_HEADER = "date,open,high,low,close,volume_btc";
const EXCLUDED = "excluded-ids.json";
const SIGNALS = "signals.csv";
const VOTES = "regime-votes.csv";

/**
 * A source that also writes what it reads into a folder that `loadRecordedMarket` reads: the week's rows, once; the closes
 * that follow on the last one there; the ids that were not eligible; what was said of tokens and of the regime, each date once.
 * Rows of earlier dates and coins without a price are left out. Of a day it knows the close alone, which stands for open, high
 * and low too, with no volume.
 *
 * `read` gives what the source gave, and throws what it throws; MalformedFileError where the folder's files are not its own.
 */
export function recordSignals(
  source: SignalSource<MarketReading>,
  directory: string,
): SignalSource<MarketReading> {
  return {
    name: source.name,
    read: async (asOf) => {
      const reading = await source.read(asOf);
      await mkdir(directory, { recursive: true });
      await recordRows(directory, reading);
      await recordCloses(directory, reading.leaderCloses);
      await recordOpinions(directory, reading);
      await writeWhole(
        join(directory, EXCLUDED),
        `${JSON.stringify({ stablecoins: [...reading.excluded].sort(), wrapped_or_derivative: [] }, null, 2)}\n`,
      );
      return reading;
    },
  };
}

async function recordRows(directory: string, { date, rows }: MarketReading): Promise<void> {
  const name = `market-weekly-${date.slice(0, 4)}.csv`;
  const own = rows.filter((row) => row.date === date && row.price > 0n);
  const text = await readIfThere(join(directory, name));
  const weeks = text === undefined ? [] : parseMarketCsv(text, name);
  if (own.length === 0 || weeks.some((week) => week.date === date)) return;
  await writeWhole(join(directory, name), writeMarketCsv([...weeks, { date, rows: own }]));
}

/** What would leave a gap begins anew: a regime needs a row of closes without one. */
async function recordCloses(directory: string, closes: readonly DailyClose[]): Promise<void> {
  const path = join(directory, DAILY);
  const text = await readIfThere(path);
  const known = text === undefined ? [] : parseDailyCsv(text, DAILY);
  const last = known.at(-1)?.date ?? "";
  const from = closes.findIndex(({ date }) => date > last);
  if (from === -1) return;
  const follows = from > 0 && closes[from - 1]?.date === last;
  const lines = (follows ? closes.slice(from) : closes).map(({ date, close }) => {
    const price = formatDecimal(close, 18, 18);
    return [date, price, price, price, price, "0"].join(",");
  });
  const before = follows && text !== undefined ? text.trimEnd() : DAILY_HEADER;
  await writeWhole(path, [before, ...lines, ""].join("\n"));
}

/** Signals and votes of dates that are not there yet. */
async function recordOpinions(
  directory: string,
  { date, signals = [], vote }: MarketReading,
): Promise<void> {
  const text = await readIfThere(join(directory, SIGNALS));
  const known = text === undefined ? [] : parseSignalsCsv(text, SIGNALS);
  const dates = new Set(known.map((reading) => reading.date));
  const newer = signals.filter((reading) => !dates.has(reading.date) && reading.signals.length > 0);
  if (newer.length > 0)
    await writeWhole(join(directory, SIGNALS), writeSignalsCsv([...known, ...newer]));

  const before = await readIfThere(join(directory, VOTES));
  const votes = before === undefined ? [] : parseVotesCsv(before, VOTES);
  if (vote === undefined || votes.some((earlier) => earlier.date >= date)) return;
  const lines = [...votes, { date, regime: vote }].map((said) => `${said.date},${said.regime}`);
  await writeWhole(join(directory, VOTES), ["date,regime", ...lines, ""].join("\n"));
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
