import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { publishDecision } from "@sheaf/keeper/publishDecision";
import { runWeek } from "@sheaf/keeper/runWeek";

import { moveMarket } from "../../market/moveMarket.ts";
import { DAY, ROWS } from "../fixtures/indexFixture.ts";
import { usd } from "../market/usd.ts";
import { CAPS, FIRST_MONDAY, signalsOf, weekFixture } from "../keeper/weekFixture.ts";
import type { SignalInputs } from "../keeper/weekFixture.ts";

/** By name. */
export type Published = ReadonlyMap<string, Uint8Array>;

/** An index with three epochs: the first, one in which omega leaves, and one to USDC while delta has no good price. */
export async function publishedFixture() {
  const fixture = await weekFixture();
  const { inputs, market, networkHelpers } = fixture;
  const directory = await mkdtemp(join(tmpdir(), "sheaf-published-"));
  const week = (signals: Omit<SignalInputs, "caps">) =>
    runWeek({
      ...inputs,
      asOf: signals.asOf,
      signals: signalsOf({ caps: CAPS, ...signals }),
      publish: publishDecision.bind(undefined, directory),
    });
  const move = async (prices: Readonly<Record<string, string>>, stale?: string): Promise<void> => {
    await networkHelpers.time.increase(8n * DAY);
    const rows = ROWS.filter(({ id }) => id !== stale).map((row) => ({
      ...row,
      price: prices[row.id] === undefined ? row.price : usd(prices[row.id]),
    }));
    await moveMarket(market, rows);
  };

  await week({ asOf: FIRST_MONDAY });
  await move({ delta: "4", omega: "2.5" });
  await week({ asOf: "2030-01-14", excluded: ["omega"] });
  await move({}, "delta");
  await week({ asOf: "2030-01-23", leader: [100, 80] });
  return { ...fixture, published: await takeFolder(directory) };
}

/** Reads a folder whole, and takes it away. */
async function takeFolder(directory: string): Promise<Published> {
  const names = await readdir(directory);
  const files = await Promise.all(
    names.map(
      async (name) => [name, Uint8Array.from(await readFile(join(directory, name)))] as const,
    ),
  );
  await rm(directory, { recursive: true });
  return new Map(files);
}
