import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import { UnusableOptionError } from "@sheaf/commands/errors";
import { importDayRows } from "@sheaf/lab/market/importDayRows";
import type { MarketWeek } from "@sheaf/sdk/market/market";
import type { PassedOver } from "@sheaf/lab/market/importDayRows";
import { writeMarketCsv } from "@sheaf/sdk/market/writeMarketCsv";
import { fromDayNumber } from "@sheaf/sdk/units/fromDayNumber";

import { writeRows } from "./writeRows.ts";
import type { Imported } from "./writeRows.ts";

const DAY = 86_400_000; // {ms}

/** Imports the Mondays of a year from files that are named by the time of their day in milliseconds. */
export async function importDays(
  out: string,
  directory: string,
  { year, most }: { readonly year: number; readonly most: number },
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
  const written = await writeRows(out, `market-weekly-${year}.csv`, writeMarketCsv(weeks));
  return { written, passedOver };
}
