import { formatDecimal } from "@sheaf/sdk/units/formatDecimal";

const WAD_TO_BPS_DECIMALS = 14; // a WAD is 10^4 basis points of 10^14 each

/** What a week's line says. */
export type WeekLine = {
  readonly week: string;
  readonly date: string;
  readonly regime: string;
  readonly entered: number;
  readonly left: number;
  readonly trades: number;
  readonly turnover: bigint; // {1} WAD
  readonly cost: bigint; // {1} WAD
  readonly navPerShare: bigint; // D18{usd/share}
  readonly gas: bigint; // {gas} epoch and trades together
  readonly note: string;
};

const COLUMNS = [
  "week",
  "date",
  "regime",
  "in",
  "out",
  "trades",
  "turnover",
  "cost bps",
  "NAV/share",
  "gas",
];
const WIDTHS = [5, 10, 6, 3, 3, 6, 8, 8, 10, 10];

/** Head of the table of weeks. */
export function weekHead(): string {
  return row(COLUMNS) + "  what else happened";
}

/** One line of it. */
export function weekLine(line: WeekLine): string {
  const cells = [
    line.week,
    line.date,
    line.regime,
    String(line.entered),
    String(line.left),
    String(line.trades),
    `${formatDecimal(line.turnover, 16, 1)} %`,
    formatDecimal(line.cost, WAD_TO_BPS_DECIMALS, 1),
    formatDecimal(line.navPerShare, 18, 2),
    line.gas.toLocaleString("en-US"),
  ];
  return `${row(cells)}  ${line.note}`.trimEnd();
}

function row(cells: readonly string[]): string {
  return cells
    .map((cell, column) =>
      column === 1 || column === 2
        ? cell.padEnd(WIDTHS[column] ?? 0)
        : cell.padStart(WIDTHS[column] ?? 0),
    )
    .join("  ");
}
