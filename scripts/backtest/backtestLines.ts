import type { BacktestReport, SeriesReport } from "./backtestReport.ts";

/** The closing table, for people. */
export function backtestLines(report: BacktestReport): string[] {
  const columns: readonly SeriesReport[] = [report, report.leader, report.untraded];
  const row = (title: string, cell: (measures: SeriesReport) => string): string =>
    `${title.padEnd(22)}${columns.map((column) => cell(column).padStart(16)).join("")}`;
  const line = (title: string, text: string): string => `${title.padEnd(22)}${text.padStart(16)}`;
  return [
    `${"".padEnd(22)}${["index", "leader", "first basket"].map((name) => name.padStart(16)).join("")}`,
    row("return", (measures) => percent(measures.return)),
    row("maximum drawdown", (measures) => percent(measures.maxDrawdown)),
    row("volatility a year", (measures) => percent(measures.volatility)),
    row("Sharpe ratio", (measures) => measures.sharpe.toFixed(2)),
    row("Sortino ratio", (measures) => measures.sortino.toFixed(2)),
    "",
    line("trades a week", report.tradesPerWeek.toFixed(2)),
    line("turnover a week", percent(report.turnoverPerWeek)),
    line("regime flips", String(report.flips)),
    line("cost of a flip", `${report.flipCostBps.toFixed(1)} bps`),
    line("cost of all trading", `${report.costBps.toFixed(1)} bps`),
    line("  of it gas", `${report.gasBps.toFixed(1)} bps`),
  ];
}

function percent(part: number): string {
  return `${(part * 100).toFixed(1)} %`;
}
