import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { writeMarketCsv } from "@sheaf/sdk/market/writeMarketCsv";

const WAD = 10n ** 18n;
const DAY = 86_400_000; // {ms}
const WEEKS = ["2030-01-07", "2030-01-14", "2030-01-21"];
const CLOSES = 130; // {days}
const LEADER = "bitcoin";
const COUNT = 25;
/** {usd} */
const LARGEST = 400_000_000_000n;
const VOLUME = 5_000_000_000n;

/** A name that has no row in the first week, and is the fifth largest from then on. */
export const NEWCOMER = "latecomer";
export const NAMES = [
  LEADER,
  ...Array.from({ length: COUNT - 1 }, (_, at) => `name-${String(at + 2).padStart(2, "0")}`),
];

/** Writes a market of 25 names in three weeks of a rising leader, in the form of recorded rows. */
export async function marketFolder(directory: string): Promise<string> {
  await mkdir(directory);
  const weeks = WEEKS.map((date, week) => ({
    date,
    rows: [
      ...NAMES.map((id, at) => rowOf(date, id, BigInt(at + 1), 100n + 2n * BigInt(week))),
      ...(week === 0 ? [] : [rowOf(date, NEWCOMER, 5n, 99n)]),
    ],
  }));
  const last = Date.parse(WEEKS.at(-1) ?? "");
  const closes = Array.from({ length: CLOSES }, (_, day) => {
    const date = new Date(last - (CLOSES - day) * DAY).toISOString().slice(0, 10);
    const close = String(30_000 + 100 * day);
    return [date, close, close, close, close, "1"].join(",");
  });
  const excluded = { stablecoins: ["usd-coin"], wrapped_or_derivative: [] };
  const files = {
    "market-weekly-2030.csv": writeMarketCsv(weeks),
    "btc-daily.csv": ["date,open,high,low,close,volume_btc", ...closes, ""].join("\n"),
    "excluded-ids.json": JSON.stringify(excluded),
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(directory, name), text);
  return directory;
}

/** @param percent {1e2} of the first week's price */
function rowOf(date: string, id: string, rank: bigint, percent: bigint) {
  const price = (WAD * 1_000n * percent) / (100n * rank * rank);
  const marketCap = (LARGEST * WAD * percent) / (100n * rank);
  return { date, id, price, marketCap, volume24h: VOLUME * WAD };
}
