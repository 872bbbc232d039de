import type { WeekSummary } from "@sheaf/keeper/weekSummary";

/** What was decided at the first visit of a week, and what all of them did. */
export function mergeWeeks(first: WeekSummary, next: WeekSummary): WeekSummary {
  return {
    ...first,
    trades: first.trades + next.trades,
    turnover: first.turnover + next.turnover,
    cost: first.cost + next.cost,
    gas: [...first.gas, ...next.gas],
    maxTxGas: first.maxTxGas > next.maxTxGas ? first.maxTxGas : next.maxTxGas,
    skipped: next.skipped,
    setAside: next.setAside,
    warnings: [...new Set([...first.warnings, ...next.warnings])],
    closed: next.closed,
  };
}
