import { layOutTable } from "@sheaf/commands/layOutTable";
import type { Column } from "@sheaf/commands/layOutTable";
import { formatDecimal } from "@sheaf/sdk/units/formatDecimal";

const WAD_TO_BPS_DECIMALS = 14; // a WAD is 10^4 basis points of 10^14 each

/** One week's row. */
export type WeekRow = {
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

export type WeekTable = {
  readonly head: string;
  readonly rowOf: (week: WeekRow) => string[];
};

const COLUMNS: readonly Column[] = [
  { title: "week", width: 5, align: "right" },
  { title: "date", width: 10, align: "left" },
  { title: "regime", width: 6, align: "left" },
  { title: "in", width: 3, align: "right", drop: 1 },
  { title: "out", width: 3, align: "right", drop: 2 },
  { title: "trades", width: 6, align: "right" },
  { title: "turnover", width: 8, align: "right" },
  { title: "cost bps", width: 8, align: "right" },
  { title: "NAV/share", width: 10, align: "right" },
  { title: "gas", width: 10, align: "right", drop: 3 },
];

const NOTE = "what else happened";

/** The table of a demo's weeks, for a terminal of `width` characters. */
export function weekTable(width: number): WeekTable {
  const table = layOutTable(COLUMNS, width);
  const [head = ""] = [`${table.head()}  ${NOTE}`, table.head()].filter(
    (line) => line.length <= width,
  );
  return { head, rowOf: (week) => table.row(cellsOf(week), week.note) };
}

function cellsOf(week: WeekRow): string[] {
  return [
    week.week,
    week.date,
    week.regime,
    String(week.entered),
    String(week.left),
    String(week.trades),
    `${formatDecimal(week.turnover, 16, 1)} %`,
    formatDecimal(week.cost, WAD_TO_BPS_DECIMALS, 1),
    formatDecimal(week.navPerShare, 18, 2),
    week.gas.toLocaleString("en-US"),
  ];
}
