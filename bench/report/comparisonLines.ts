import type { GasChange, GasComparison } from "./compareGas.ts";

/** What a comparison says to people: what is worse last, where it is seen. */
export function comparisonLines({ worse, better, added }: GasComparison): string[] {
  return [
    ...added.map((row) => `new: ${row} is not in bench/gas.json`),
    ...better.map((change) => `better: ${describeChange(change)}: write it down with --write`),
    ...worse.map((change) => `WORSE: ${describeChange(change)}`),
    worse.length === 0
      ? "no figure is more than 1 % worse than in bench/gas.json"
      : `${worse.length} figures are worse`,
  ];
}

function describeChange({ row, figure, before, now }: GasChange): string {
  return `${row}: ${figure} was ${before ?? "none"}, is ${now ?? "none"}`;
}
