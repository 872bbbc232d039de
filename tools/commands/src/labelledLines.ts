import { layOutTable } from "./layOutTable.ts";

/** Texts below each other, each behind its label. */
export function labelledLines(
  rows: readonly (readonly [label: string, text: string])[],
  width: number, // {characters} of the labels
): string[] {
  const { row } = layOutTable(
    [
      { title: "", width: width - 2, align: "left" },
      { title: "", width: 0, align: "left" },
    ],
    Infinity,
  );
  return rows.flatMap((cells) => row(cells));
}
