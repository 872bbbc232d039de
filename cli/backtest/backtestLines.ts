import { layOutTable } from "@sheaf/commands/layOutTable";
import type { Column } from "@sheaf/commands/layOutTable";

import type { BacktestReport, SeriesReport } from "./backtestReport.ts";

/** Holdings and runs of dates that are listed before the rest is only counted. */
const MOST_LISTED = 8;

const COLUMNS: readonly Column[] = ["", "index", "leader", "first basket"].map((title) =>
  title === "" ? { title, width: 22, align: "left" } : { title, width: 14, align: "right" },
);

/** The closing table, for people. */
export function backtestLines(report: BacktestReport): string[] {
  const columns: readonly (SeriesReport | null)[] = [report, report.leader, report.untraded];
  const table = layOutTable(COLUMNS, Infinity);
  const row = (title: string, cell: (measures: SeriesReport) => string): string =>
    table.row([
      title,
      ...columns.map((column) => (column === null ? "unknown" : cell(column))),
    ])[0] ?? "";
  const line = (title: string, text: string): string => table.row([title, text])[0] ?? "";
  return [
    table.head(),
    row("return", (measures) => percent(measures.return)),
    row("maximum drawdown", (measures) => percent(measures.maxDrawdown)),
    row("volatility a year", (measures) => orNone(measures.volatility, percent)),
    row("Sharpe ratio", (measures) => orNone(measures.sharpe, twoDecimals)),
    row("Sortino ratio", (measures) => orNone(measures.sortino, twoDecimals)),
    "",
    line("trades a week", report.tradesPerWeek.toFixed(2)),
    line("turnover a week", percent(report.turnoverPerWeek)),
    line("regime flips", String(report.flips)),
    line(
      "cost of a flip",
      orNone(report.flipCostBps, (bps) => `${bps.toFixed(1)} bps`),
    ),
    line("cost of all trading", `${report.costBps.toFixed(1)} bps`),
    line("  of it gas", `${report.gasBps.toFixed(1)} bps`),
    line("dates undecided", `${report.undecidedDates} of ${report.dates}`),
    ...undecidedLines(report),
    line("holdings without rows", String(report.frozen.length)),
    ...frozenLines(report),
  ];
}

function undecidedLines({ undecided }: BacktestReport): string[] {
  return listed(
    undecided.map(
      ({ from, to, dates, reason }) =>
        `  ${from === to ? from : `${from} to ${to}, ${dates} dates`}: ${reason}`,
    ),
  );
}

function frozenLines({ frozen }: BacktestReport): string[] {
  return listed(
    frozen.map(
      ({ id, since, until, part }) => `  ${id}: ${since} to ${until}, ${percent(part)} of NAV`,
    ),
  );
}

function listed(lines: readonly string[]): string[] {
  const more = lines.length - MOST_LISTED;
  return more > 0
    ? [...lines.slice(0, MOST_LISTED), `  and ${more} more; --json lists all`]
    : [...lines];
}

function orNone(value: number | null, show: (value: number) => string): string {
  return value === null ? "n/a" : show(value);
}

function percent(part: number): string {
  return `${(part * 100).toFixed(1)} %`;
}

function twoDecimals(value: number): string {
  return value.toFixed(2);
}
