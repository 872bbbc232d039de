import type { ReferenceLine } from "@sheaf/lab/backtest/compareReference";

/** The comparison as a table, then the definitions. */
export function referenceLines(lines: readonly ReferenceLine[]): string[] {
  const width = Math.max(...lines.map(({ figure }) => figure.length)) + 2;
  const table = lines.map(
    ({ figure, reference, ours, within }, at) =>
      `${String(at + 1).padStart(4)}  ${within ? "agrees " : "DIFFERS"}  ${figure.padEnd(width)}${reference}${reference === ours ? "" : `  ours ${ours}`}`,
  );
  const definitions = lines.map(
    ({ definition }, at) => `${String(at + 1).padStart(4)}  ${definition}`,
  );
  const differing = lines.filter(({ within }) => !within).length;
  return [
    ...table,
    "",
    "definitions",
    ...definitions,
    "",
    `${lines.length - differing} of ${lines.length} reference figures agree`,
  ];
}
