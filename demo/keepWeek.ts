import { runWeek } from "@sheaf/keeper/runWeek";
import type { WeekInputs } from "@sheaf/keeper/runWeek";
import type { WeekSummary } from "@sheaf/keeper/weekSummary";

import { alignPools } from "../market/alignPools.ts";
import { mergeWeeks } from "./mergeWeeks.ts";
import type { Demo } from "./setUpDemo.ts";

const HOUR = 3600; // {s}
const VISITS = 6;

/**
 * The keeper's week: it comes, and while what it started is not settled, for a pool took only a part of a trade, it comes
 * again an hour later, when arbitrage has refilled the pools.
 */
export async function keepWeek(demo: Demo, inputs: WeekInputs): Promise<WeekSummary> {
  let week = await runWeek(inputs);
  await alignPools(demo.market);
  for (let visit = 1; visit < VISITS && week.closed === "open"; visit++) {
    await demo.connection.networkHelpers.time.increase(HOUR);
    week = mergeWeeks(week, await runWeek(inputs));
    await alignPools(demo.market);
  }
  return week;
}
