import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { UnusableOptionError } from "@sheaf/commands/errors";
import { importCoinMarkets } from "@sheaf/lab/market/importCoinMarkets";
import { parseJsonFile } from "@sheaf/sdk/market/parseJsonFile";
import { parseMarketCsv } from "@sheaf/sdk/market/parseMarketCsv";
import { writeMarketCsv } from "@sheaf/sdk/market/writeMarketCsv";
import { toDayNumber } from "@sheaf/sdk/units/toDayNumber";

import { writeRows } from "./writeRows.ts";
import type { Imported } from "./writeRows.ts";

/** Adds one week to its year's file. A week that is there already is not written over. */
export async function recordWeek(
  out: string,
  pages: readonly string[],
  date = "",
): Promise<Imported> {
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
  return { written: await writeRows(out, name, text), passedOver };
}

async function readOrUndefined(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
