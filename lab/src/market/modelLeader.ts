import { fromDayNumber } from "@sheaf/sdk/units/fromDayNumber";
import { WAD } from "@sheaf/sdk/units/wad";
import { splitMix64 } from "./splitMix64.ts";
import type { DailyClose } from "@sheaf/sdk/market/market";

export type LeaderInputs = {
  readonly seed: number;
  readonly firstDay: number; // {day} the Monday of the first week
  readonly weeks: number; // {week}
};

const BILLION = 10n ** 9n;
/** {day} Closes before the first week: enough for a mean of 100 days, and a trend. */
const HISTORY = 140;
const YEAR = 364; // {day}

/** The year's way: until which day of it, and the daily change in billionths. Bull, bear, bull, bear. */
const PHASES: readonly (readonly [untilDay: number, dailyChange: bigint])[] = [
  [91, 4_000_000n],
  [150, -11_000_000n],
  [168, 0n],
  [250, 8_000_000n],
  [288, 2_000_000n],
  [YEAR, -9_000_000n],
];

/**
 * Daily closes of a made-up leader, from 140 days before the first week to the day before the last. A fixed way through
 * bull, bear, bull and bear, and seeded noise around it that keeps returning to it. Integers only.
 */
export function modelLeader({ seed, firstDay, weeks }: LeaderInputs): DailyClose[] {
  const random = splitMix64(seed, 0);
  let trend = 18_000n * WAD; // D18{usd}
  let noise = 0n; // in billionths of the trend
  const closes: DailyClose[] = [];
  for (let day = -HISTORY; day < (weeks - 1) * 7; day += 1) {
    trend += (trend * dailyChange(day)) / BILLION;
    noise = (noise * 85n) / 100n + random.bell(14_000_000n);
    closes.push({ date: fromDayNumber(firstDay + day), close: trend + (trend * noise) / BILLION });
  }
  return closes;
}

function dailyChange(day: number): bigint {
  const dayOfYear = day < 0 ? 0 : day % YEAR; // what came before the first week is like its first phase
  return PHASES.find(([untilDay]) => dayOfYear < untilDay)?.[1] ?? 0n;
}
