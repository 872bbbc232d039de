import { readFile } from "node:fs/promises";
import { resolve } from "node:path";

import { callerDirectory } from "@sheaf/commands/callerDirectory";
import { checkWritableFolder } from "@sheaf/commands/checkWritableFolder";
import { countOf } from "@sheaf/commands/countOf";
import { createCommand } from "@sheaf/commands/createCommand";
import { dateOption } from "@sheaf/commands/dateOption";
import { UnusableOptionError } from "@sheaf/commands/errors";
import { EXIT } from "@sheaf/commands/exitCodes";
import { jsonOption } from "@sheaf/commands/jsonOption";
import { openOutput } from "@sheaf/commands/openOutput";
import { pathOption } from "@sheaf/commands/pathOption";
import { textOption } from "@sheaf/commands/textOption";
import { wholeNumberOption } from "@sheaf/commands/wholeNumberOption";
import { importCandles } from "@sheaf/lab/market/importCandles";
import type { PassedOver } from "@sheaf/lab/market/importDayRows";

import { importDays } from "./import/importDays.ts";
import { passedOverLines } from "./import/passedOverLines.ts";
import { recordWeek } from "./import/recordWeek.ts";
import { writeRows } from "./import/writeRows.ts";
import type { Imported, Written } from "./import/writeRows.ts";

type ImportOptions = {
  readonly days?: string;
  readonly candles?: string;
  readonly record?: readonly string[];
  readonly date?: string;
  readonly year: number;
  readonly most: number;
};

/** `sheaf import`: market data that a person has fetched, in the format of demo and backtest. */
export function importCommand() {
  return createCommand({
    name: "import",
    summary: "write market data that you have fetched in the format of demo and backtest",
    description:
      "Writes market data in the format of sdk/src/market/README.md from files that you have fetched. It uses no network. " +
      "A row that cannot be used (no usable price or market cap, an id that is none of ours, a price of another date) is " +
      "passed over, and named at the end. excluded-ids.json is a list that you make: the format is in the same place.",
    exitCodes: "0 written, 1 failed, 2 the options or the files cannot be used.",
  })
    .addOption(
      pathOption("--out <dir>", "where to write; made if it is not there").makeOptionMandatory(),
    )
    .addOption(
      pathOption(
        "--days <dir>",
        "perday/ of github.com/hathix/historical-crypto-data (MIT): its Mondays become market-weekly-YEAR.csv",
      ),
    )
    .addOption(
      pathOption(
        "--candles <file>",
        "data/btc/btc_usdt_1D.csv of github.com/Manoj-Paskaran/crypto-ohlcv-data (MIT): becomes btc-daily.csv",
      ),
    )
    .addOption(
      textOption(
        "--record <file>",
        "a saved page of CoinGecko's /coins/markets: its rows are added to the year's file; may be given more than once",
        (text, earlier: readonly string[] = []): readonly string[] => [
          ...earlier,
          resolve(callerDirectory(), text),
        ],
      ),
    )
    .addOption(dateOption("--date <date>", "the Monday, YYYY-MM-DD, that --record is of"))
    .addOption(
      wholeNumberOption("--year <year>", "year of --days", { from: 1970, to: 9999 }).default(2021),
    )
    .addOption(
      wholeNumberOption("--most <n>", "rows a week, of --days", { from: 1, to: 99_999 }).default(
        250,
      ),
    )
    .addOption(jsonOption("{ files, passedOver }"))
    .action(async ({ out, json, ...options }) => {
      const { days, candles, record = [] } = options;
      if (days === undefined && candles === undefined && record.length === 0)
        throw new UnusableOptionError(
          "there is nothing to import; name --days, --candles or --record",
        );
      await checkWritableFolder("--out", out);
      const { print, writeJson } = await openOutput({ json });
      const imported = await unreadableIsUnusable(() => importAll(out, options));
      for (const { file, lines } of imported.files) print(`${file}: ${countOf(lines, "line")}`);
      for (const line of passedOverLines(imported.passedOver)) print(line);
      await writeJson(imported);
      process.exitCode = EXIT.ok;
    });
}

async function importAll(
  out: string,
  { days, candles, record = [], date, year, most }: ImportOptions,
): Promise<{ readonly files: readonly Written[]; readonly passedOver: readonly PassedOver[] }> {
  const imported: Imported[] = [];
  if (days !== undefined) imported.push(await importDays(out, days, { year, most }));
  if (candles !== undefined) {
    const rows = importCandles(await readFile(candles, "utf8"), candles);
    imported.push({ written: await writeRows(out, "btc-daily.csv", rows), passedOver: [] });
  }
  if (record.length > 0) imported.push(await recordWeek(out, record, date));
  return {
    files: imported.map(({ written }) => written),
    passedOver: imported.flatMap(({ passedOver }) => passedOver),
  };
}

/** A file that cannot be read is a fault of the command line, and is named. */
async function unreadableIsUnusable<result>(work: () => Promise<result>): Promise<result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && "path" in error && "code" in error)
      throw new UnusableOptionError(`${String(error.path)} cannot be used: ${error.message}`);
    throw error;
  }
}
