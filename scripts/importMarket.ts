import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { importCandles } from "@sheaf/sdk/market/importCandles";
import { importCoinMarkets } from "@sheaf/sdk/market/importCoinMarkets";
import { importDayRows } from "@sheaf/sdk/market/importDayRows";
import type { MarketWeek } from "@sheaf/sdk/market/market";
import { parseJsonFile } from "@sheaf/sdk/market/parseJsonFile";
import { parseMarketCsv } from "@sheaf/sdk/market/parseMarketCsv";
import type { PassedOver } from "@sheaf/sdk/market/passedOver";
import { writeMarketCsv } from "@sheaf/sdk/market/writeMarketCsv";
import { fromDayNumber } from "@sheaf/sdk/units/fromDayNumber";
import { PermanentError } from "@sheaf/sdk/units/PermanentError";
import { toDayNumber } from "@sheaf/sdk/units/toDayNumber";

import { passedOverLines } from "./import/passedOverLines.ts";

const HELP = `usage: npm run import -- --out DIR [what to import]

Writes market data in the format of sdk/src/market/README.md from files that you have fetched. It asks no network.

  --out DIR         where to write
  --days DIR        perday/ of github.com/hathix/historical-crypto-data (MIT): its Mondays become market-weekly-YEAR.csv
  --candles FILE    data/btc/btc_usdt_1D.csv of github.com/Manoj-Paskaran/crypto-ohlcv-data (MIT): becomes btc-daily.csv
  --record FILE     a saved page of CoinGecko's /coins/markets: its rows are added to the year's file; may be given more than once
  --date DATE       the Monday (YYYY-MM-DD) that --record is of
  --year YEAR       of --days                            (default 2021)
  --most N          rows a week, of --days               (default 250)
  --json FILE       writes { files: [{ file, lines }], passedOver: [{ date, id, cause }] }
  --help            this text

A row that cannot be used (no usable price or market cap, an id that is none of ours, a price of another date) is passed over, and
named at the end. excluded-ids.json is a list that you make: the format is in the same place. Exit codes: 0 written, 1 failed, 2 the options or the
files are not usable.`;

const DAY = 86_400_000; // {ms}
type Written = { readonly file: string; readonly lines: number };
type Imported = { readonly written: Written; readonly passedOver: readonly PassedOver[] };

/** The command line cannot be used as it is. */
class UnusableOptionError extends Error {
  override readonly name = "Import.UnusableOptionError";
}

/** @returns the exit code */
async function main(): Promise<number> {
  const values = readFlags();
  if (values.help === true) {
    console.log(HELP);
    return 0;
  }
  const from = process.env.SHEAF_CALLER_DIRECTORY ?? process.cwd();
  if (values.out === undefined) throw new UnusableOptionError("--out is missing");
  const out = resolve(from, values.out);
  const most = wholeNumber("most", values.most ?? "250");
  const written: Written[] = [];
  const passedOver: PassedOver[] = [];
  if (values.days !== undefined) {
    const year = wholeNumber("year", values.year ?? "2021");
    const imported = await importDays(out, resolve(from, values.days), year, most);
    written.push(imported.written);
    passedOver.push(...imported.passedOver);
  }
  if (values.candles !== undefined) {
    const text = await readFile(resolve(from, values.candles), "utf8");
    written.push(await write(out, "btc-daily.csv", importCandles(text, values.candles)));
  }
  if (values.record.length > 0) {
    const pages = values.record.map((file) => resolve(from, file));
    const imported = await record(out, pages, values.date ?? "");
    written.push(imported.written);
    passedOver.push(...imported.passedOver);
  }
  if (written.length === 0) throw new UnusableOptionError("there is nothing to import");
  for (const { file, lines } of written) console.log(`${file}: ${lines} lines`);
  for (const line of passedOverLines(passedOver)) console.log(line);
  const report = { files: written, passedOver };
  if (values.json !== undefined)
    await writeFile(resolve(from, values.json), `${JSON.stringify(report, null, 2)}\n`);
  return 0;
}

/** The files are named by the time of their day in milliseconds. */
async function importDays(
  out: string,
  directory: string,
  year: number,
  most: number,
): Promise<Imported> {
  const weeks: MarketWeek[] = [];
  const passedOver: PassedOver[] = [];
  for (const name of (await readdir(directory)).sort()) {
    const day = /^\d+\.csv$/.test(name) ? Number(name.slice(0, -4)) / DAY : Number.NaN;
    if (!Number.isInteger(day) || day % 7 !== 4) continue; // 1970-01-01 was a Thursday
    const date = fromDayNumber(day);
    if (!date.startsWith(`${year}-`)) continue;
    const text = await readFile(join(directory, name), "utf8");
    const imported = importDayRows(text, name, { date, most });
    weeks.push({ date, rows: imported.rows });
    passedOver.push(...imported.passedOver);
  }
  if (weeks.length === 0)
    throw new UnusableOptionError(`${directory} has no Monday of ${year} (<milliseconds>.csv)`);
  return {
    written: await write(out, `market-weekly-${year}.csv`, writeMarketCsv(weeks)),
    passedOver,
  };
}

/** Adds one week to its year's file. A week that is there already is not written over. */
async function record(out: string, pages: readonly string[], date: string): Promise<Imported> {
  const day = toDayNumber(date);
  if (day === undefined || day % 7 !== 4)
    throw new UnusableOptionError("--record needs --date, a Monday as YYYY-MM-DD");
  const name = `market-weekly-${date.slice(0, 4)}.csv`;
  const known = await readOrUndefined(join(out, name));
  const weeks = known === undefined ? [] : parseMarketCsv(known, name);
  if (weeks.some((week) => week.date === date))
    throw new UnusableOptionError(`${name} has rows of ${date} already`);
  const imported = await Promise.all(
    pages.map(async (page) =>
      importCoinMarkets(parseJsonFile(await readFile(page, "utf8"), page), page, date),
    ),
  );
  const unique = new Map(imported.flatMap(({ rows }) => rows).map((row) => [row.id, row]));
  const text = writeMarketCsv([...weeks, { date, rows: [...unique.values()] }]);
  const passedOver = imported.flatMap((page) => page.passedOver);
  return { written: await write(out, name, text), passedOver };
}

async function write(out: string, name: string, text: string): Promise<Written> {
  await writeFile(join(out, name), text);
  return { file: name, lines: text.split("\n").length - 1 };
}

async function readOrUndefined(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

function readFlags() {
  const text = { type: "string" } as const;
  try {
    return parseArgs({
      options: {
        out: text,
        days: text,
        candles: text,
        record: { type: "string", multiple: true, default: [] },
        date: text,
        year: text,
        most: text,
        json: text,
        help: { type: "boolean", short: "h" },
      },
    }).values;
  } catch (error) {
    throw new UnusableOptionError(error instanceof Error ? error.message : String(error));
  }
}

function wholeNumber(flag: string, text: string): number {
  if (/^[1-9]\d{0,4}$/.test(text)) return Number(text);
  throw new UnusableOptionError(`--${flag} takes a whole number, not ${JSON.stringify(text)}`);
}

try {
  process.exitCode = await main();
} catch (error) {
  const unreadable = error instanceof Error && "code" in error;
  const unusable =
    error instanceof UnusableOptionError || error instanceof PermanentError || unreadable;
  console.error(unusable ? `${error.name}: ${error.message}` : error);
  process.exitCode = unusable ? 2 : 1;
}
