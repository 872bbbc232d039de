import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Small made-up files in the format of a recorded market. */
export const RECORDED: Readonly<Record<string, string>> = {
  "market-weekly-b.csv":
    "date,id,price_usd,market_cap_usd,volume_24h_usd\n2030-01-07,bitcoin,100,1000,5\n2030-01-07,other,1.5e-3,200,0\n",
  "market-weekly-a.csv":
    "date,id,price_usd,market_cap_usd,volume_24h_usd\n2030-01-14,bitcoin,110,1100,5\n",
  "btc-daily.csv": `date,open,high,low,close,volume_btc\n${Array.from({ length: 9 }, (_, index) => `2030-01-0${index + 1},100,101,99,100.${index},7`).join("\n")}\n`,
  "excluded-ids.json": '{ "stablecoins": ["some-dollar"], "wrapped_or_derivative": [] }',
};

/** Writes `files` to a new folder, gives it to `use`, and takes it away again. */
export async function withFolder<result>(
  files: Readonly<Record<string, string>>,
  use: (folder: string) => Promise<result>,
): Promise<result> {
  const folder = await mkdtemp(join(tmpdir(), "sheaf-market-"));
  try {
    await Promise.all(
      Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text)),
    );
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
