import { runWeek } from "@sheaf/keeper/decision/runWeek";
import type { WeekInputs } from "@sheaf/keeper/decision/runWeek";
import type { WeekSummary } from "@sheaf/keeper/decision/weekSummary";

import { alignPools } from "../market/alignPools.ts";
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
    week = together(week, await runWeek(inputs));
    await alignPools(demo.market);
  }
  return week;
}

/** What was decided at the first visit, and what all of them did. */
function together(first: WeekSummary, next: WeekSummary): WeekSummary {
  return {
    ...first,
    trades: first.trades + next.trades,
    turnover: first.turnover + next.turnover,
    cost: first.cost + next.cost,
    gas: [...first.gas, ...next.gas],
    maxTxGas: first.maxTxGas > next.maxTxGas ? first.maxTxGas : next.maxTxGas,
    skipped: next.skipped,
    warnings: [...new Set([...first.warnings, ...next.warnings])],
    closed: next.closed,
  };
}
