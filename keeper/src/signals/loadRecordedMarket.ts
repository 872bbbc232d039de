import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { applyChanges } from "@sheaf/sdk/market/applyChanges";
import { checkContinuity } from "@sheaf/sdk/market/checkContinuity";
import { parseChangesCsv } from "@sheaf/sdk/market/parseChangesCsv";
import { parseDailyCsv } from "@sheaf/sdk/market/parseDailyCsv";
import { parseExcludedIds } from "@sheaf/sdk/market/parseExcludedIds";
import { parseSignalsCsv } from "@sheaf/sdk/market/parseSignalsCsv";
import { parseVotesCsv } from "@sheaf/sdk/market/parseVotesCsv";
import { parseMarketCsv } from "@sheaf/sdk/market/parseMarketCsv";
import { DuplicateWeekError, MarketFileMissingError } from "./errors.ts";
import type { Market, MarketWeek } from "@sheaf/sdk/market/market";

const WEEKLY = /^market-weekly-.+\.csv$/;
const DAILY = "btc-daily.csv";
const EXCLUDED = "excluded-ids.json";
const SIGNALS = "signals.csv";
const VOTES = "regime-votes.csv";
const CHANGES = "changes.csv";

type WeeklyFile = { readonly fileName: string; readonly weeks: readonly MarketWeek[] };

/**
 * Reads a recorded market from a folder that the user brings; the project ships none.
 *
 * - `market-weekly-*.csv`, one or more, merged by date: `date,id,price_usd,market_cap_usd,volume_24h_usd`, every Monday
 *   as of 00:00 UTC. USD per token, USD, USD in the 24 hours before.
 * - `btc-daily.csv`: `date,open,high,low,close,volume_btc`, every UTC day without a gap; the leader `bitcoin` in USD.
 * - `excluded-ids.json`: `{ "stablecoins": [id], "wrapped_or_derivative": [id] }`.
 * - `signals.csv`, where there is one: `date,id,trend,grade,fundamental`, and `regime-votes.csv`: `date,regime`.
 * - `changes.csv`, where there is one: `date,id,successor,factor`, what became of assets. Rows are given out in today's terms.
 *
 * The whole format is in sdk/src/market/README.md.
 *
 * @throws MarketFileMissingError, MalformedFileError (file, line, column, what was expected), DuplicateWeekError,
 * UnexplainedChangeError where a price and a market cap part, UnusableChangeError
 */
export async function loadRecordedMarket(directory: string): Promise<Market> {
  const all = await listNames(directory);
  const names = all.filter((name) => WEEKLY.test(name)).sort();
  if (names.length === 0)
    throw new MarketFileMissingError(directory, "has no file market-weekly-*.csv");
  const files = await Promise.all(
    names.map(async (fileName) => ({
      fileName,
      weeks: parseMarketCsv(await readText(directory, fileName), fileName),
    })),
  );
  const weeks = mergeWeeks(files);
  const changes = all.includes(CHANGES)
    ? parseChangesCsv(await readText(directory, CHANGES), CHANGES)
    : [];
  const market = {
    name: `recorded market (${weeks[0]?.date} to ${weeks.at(-1)?.date})`,
    modelled: false,
    leader: "bitcoin",
    weeks,
    leaderCloses: parseDailyCsv(await readText(directory, DAILY), DAILY),
    excluded: parseExcludedIds(await readText(directory, EXCLUDED), EXCLUDED),
    ...(all.includes(SIGNALS)
      ? { signals: parseSignalsCsv(await readText(directory, SIGNALS), SIGNALS) }
      : {}),
    ...(all.includes(VOTES)
      ? { votes: parseVotesCsv(await readText(directory, VOTES), VOTES) }
      : {}),
  };
  const changed = applyChanges(market, changes);
  checkContinuity(changed.weeks, changes);
  return changed;
}

function mergeWeeks(files: readonly WeeklyFile[]): MarketWeek[] {
  const sources = new Map<string, string>();
  for (const { fileName, weeks } of files) {
    for (const { date } of weeks) {
      const other = sources.get(date);
      if (other !== undefined) throw new DuplicateWeekError(date, other, fileName);
      sources.set(date, fileName);
    }
  }
  return files.flatMap(({ weeks }) => weeks).sort((a, b) => (a.date < b.date ? -1 : 1));
}

async function listNames(directory: string): Promise<string[]> {
  try {
    return await readdir(directory);
  } catch (error) {
    throw new MarketFileMissingError(directory, faultOf(error, "directory"), { cause: error });
  }
}

async function readText(directory: string, fileName: string): Promise<string> {
  const path = join(directory, fileName);
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw new MarketFileMissingError(path, faultOf(error, "file"), { cause: error });
  }
}

/** What the file system's error code means, in words. */
function faultOf(error: unknown, wanted: "directory" | "file"): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT") return "does not exist";
  if (code === "ENOTDIR" || code === "EISDIR") return `is not a ${wanted}`;
  return `cannot be read (${String(code)})`;
}
