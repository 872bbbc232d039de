import { layOutTable } from "@sheaf/commands/layOutTable";
import type { Column } from "@sheaf/commands/layOutTable";

import type { BacktestReport } from "./backtestReport.ts";

const COLUMNS: readonly Column[] = [
  { title: "date", width: 10, align: "left" },
  { title: "regime", width: 7, align: "left" },
  { title: "index", width: 8, align: "right" },
  { title: "leader", width: 8, align: "right", drop: 1 },
  { title: "trades", width: 6, align: "right" },
  { title: "turnover", width: 8, align: "right" },
  { title: "cost bps", width: 8, align: "right" },
  { title: "without rows", width: 12, align: "right", drop: 2 },
];

/** One row a date, for a terminal of `width` characters. */
export function stepLines({ steps }: Pick<BacktestReport, "steps">, width: number): string[] {
  const table = layOutTable(COLUMNS, width);
  const rows = steps.flatMap((step) => {
    const { date, regime, nav, leader, trades, turnover, costBps, held, unpriced } = step;
    const part = unpriced.reduce((sum, holding) => sum + holding.part, 0);
    const cells = [
      date,
      regime,
      nav.toFixed(4),
      leader === null ? "n/a" : leader.toFixed(4),
      String(trades),
      percent(turnover),
      costBps.toFixed(1),
      unpriced.length === 0 ? "-" : `${unpriced.length} (${percent(part)})`,
    ];
    return table.row(cells, held === null ? "" : `undecided: ${held}`);
  });
  return [table.head(), ...rows, ""];
}

function percent(part: number): string {
  return `${(part * 100).toFixed(1)} %`;
}
