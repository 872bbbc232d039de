import type { BenchReport, BenchRow } from "./benchReport.ts";

/** {1} What a figure may move without being named. */
const TOLERANCE = 0.01;

/** A figure that moved. */
export type GasChange = {
  readonly row: string; // such as "issue n=100 warm none"
  readonly figure: "ratioFloor" | "gas"; // gas where there is no floor
  readonly before: number | null;
  readonly now: number | null; // null where it does not fit a transaction any more
};

export type GasComparison = {
  readonly worse: readonly GasChange[]; // by more than one percent, or gone
  readonly better: readonly GasChange[]; // by more than one percent
  readonly added: readonly string[]; // rows that the baseline does not know
};

/**
 * Holds a run against a baseline. Rows are held by their ratio to the floor of the same run, so that a new compiler or chain
 * does not count as ours; by their gas where there is no floor. Sizes that were not run are left out.
 */
export function compareGas(
  baseline: Pick<BenchReport, "rows">,
  run: Pick<BenchReport, "rows">,
): GasComparison {
  const known = new Map(baseline.rows.map((row) => [keyOf(row), row]));
  const measured = new Map(run.rows.map((row) => [keyOf(row), row]));
  const sizes = new Set(run.rows.map(({ n }) => n));

  const worse: GasChange[] = [];
  const better: GasChange[] = [];
  for (const [key, row] of known) {
    if (!sizes.has(row.n)) continue;
    const figure = row.ratioFloor === null ? "gas" : "ratioFloor";
    const change = {
      row: key,
      figure,
      before: row[figure],
      now: measured.get(key)?.[figure] ?? null,
    } as const;
    const direction = directionOf(change);
    if (direction > 0) worse.push(change);
    if (direction < 0) better.push(change);
  }
  return { worse, better, added: [...measured.keys()].filter((key) => !known.has(key)) };
}

/** Positive if it got worse. What had no figure before cannot get worse. */
function directionOf({ before, now }: GasChange): -1 | 0 | 1 {
  if (before === null) return now === null ? 0 : -1;
  if (now === null || now > before * (1 + TOLERANCE)) return 1;
  return now < before * (1 - TOLERANCE) ? -1 : 0;
}

function keyOf({ work, n, state, venue, market, usdc }: BenchRow): string {
  const conditions = [market ?? "still", usdc ?? "plain"].filter(
    (condition) => condition !== "still" && condition !== "plain",
  );
  return [work, `n=${n}`, state, venue, ...conditions].join(" ");
}
