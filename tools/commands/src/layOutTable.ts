import { foldLine } from "./foldLine.ts";

export type Column = {
  readonly title: string;
  readonly width: number; // {characters} of its widest cell
  readonly align: "left" | "right";
  /** A terminal that is too narrow drops columns in this order, lowest first. A column without it always stays. */
  readonly drop?: number;
};

export type Table = {
  readonly head: () => string;
  /** A row, and what is remarked on it: behind it where that fits, else below it. */
  readonly row: (cells: readonly string[], remark?: string) => string[];
};

const GAP = "  ";
const REMARK = " ".repeat(6);

/** A table for a width: whole columns are dropped until the others fit, so that no number is broken. */
export function layOutTable(columns: readonly Column[], width: number): Table {
  const dropped = new Set<number>();
  const kept = (): (readonly [Column, number])[] =>
    columns.map((column, at) => [column, at] as const).filter(([, at]) => !dropped.has(at));
  const wanted = (): number =>
    kept().reduce((sum, [column]) => sum + column.width + GAP.length, -GAP.length);
  const droppable = columns
    .flatMap(({ drop }, at) => (drop === undefined ? [] : [{ drop, at }]))
    .sort((a, b) => a.drop - b.drop);
  for (const { at } of droppable) if (wanted() > width) dropped.add(at);

  const line = (cells: readonly string[]): string =>
    kept()
      .map(([column, at]) => {
        const cell = cells[at] ?? "";
        return column.align === "left" ? cell.padEnd(column.width) : cell.padStart(column.width);
      })
      .join(GAP);
  return {
    head: () => line(columns.map(({ title }) => title)),
    row: (cells, remark = "") => {
      const text = line(cells);
      if (remark === "") return [text.trimEnd()];
      const whole = `${text}${GAP}${remark}`;
      if (whole.length <= width) return [whole];
      return [text.trimEnd(), ...foldLine(REMARK + remark, width)];
    },
  };
}
