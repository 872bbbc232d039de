import type { BacktestReport } from "./backtestReport.ts";

/** One line a date. */
export function stepLines({ steps }: BacktestReport): string[] {
  const lines = steps.map((step) => {
    const { date, regime, nav, leader, trades, turnover, costBps, held, unpriced } = step;
    const part = unpriced.reduce((sum, holding) => sum + holding.part, 0);
    const silent = unpriced.length === 0 ? "-" : `${unpriced.length} (${percent(part)})`;
    const figures = `${nav.toFixed(4).padStart(10)}${(leader === null ? "n/a" : leader.toFixed(4)).padStart(10)}${String(trades).padStart(8)}${percent(turnover).padStart(10)}${costBps.toFixed(1).padStart(10)}${silent.padStart(14)}`;
    return `${date}  ${regime.padEnd(8)}${figures}${held === null ? "" : `  undecided: ${held}`}`;
  });
  const head = "date        regime       index    leader  trades  turnover  cost bps  without rows";
  return [head, ...lines, ""];
}

function percent(part: number): string {
  return `${(part * 100).toFixed(1)} %`;
}
