import { getAddress } from "viem";
import { runWeek } from "@sheaf/keeper/runWeek";
import type { WeekInputs } from "@sheaf/keeper/runWeek";
import type { WeekSummary } from "@sheaf/keeper/weekSummary";

import { alignPools } from "../market/alignPools.ts";
import { mergeWeeks } from "./mergeWeeks.ts";
import { partOf } from "./partOf.ts";
import type { Demo } from "./setUpDemo.ts";

const WAD = 10n ** 18n;
const HOUR = 3_600n; // {s}
const QUARTER = 900n; // {s} between two looks of a stranger's

/** What strangers made of an epoch that its keeper left. */
export type StrangersReport = {
  readonly epoch: number;
  readonly hours: number; // from the epoch's start to the first trade that suited somebody
  readonly trades: number; // legs
  readonly costBps: number; // of NAV: what of the loss budget they used
  readonly settled: boolean;
};

export type WeekWithoutKeeper = {
  readonly summary: WeekSummary;
  readonly report: StrangersReport | undefined; // where there was nothing to finish
};

/**
 * A week whose keeper is gone once its epoch has started. From `fallbackFrom` on somebody who holds no role plans the same
 * trades from the same chain, and sends them as soon as the price that moves leaves room for the pools' fees.
 */
export async function finishByStrangers(
  demo: Demo,
  inputs: WeekInputs,
): Promise<WeekWithoutKeeper> {
  const { networkHelpers } = demo.connection;
  const started = await runWeek({ ...inputs, maximumTrades: 0 });
  if (started.closed !== "open") return { summary: started, report: undefined };

  const { number, startedAt, deadline } = await demo.vault.epoch();
  const stranger = { ...inputs, keeper: getAddress(demo.stranger) };
  let summary = started;
  let first: bigint | undefined;
  for (let at = await demo.vault.fallbackFrom(); at < deadline; at += QUARTER) {
    await networkHelpers.time.increaseTo(at);
    const visit = await runWeek(stranger);
    if (visit.trades === 0 && visit.closed === "open") continue; // no price suits yet
    first ??= at;
    summary = mergeWeeks(summary, visit);
    await alignPools(demo.market);
    if (visit.closed !== "open") break;
    at += HOUR - QUARTER; // pools refill
  }
  const hours = Number((first ?? deadline) - startedAt) / Number(HOUR);
  const { trades, cost, closed } = summary;
  const costBps = partOf(10_000n * cost, WAD);
  const settled = closed === "settled";
  return { summary, report: { epoch: Number(number), hours, trades, costBps, settled } };
}
