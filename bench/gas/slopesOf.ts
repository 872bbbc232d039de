import type { BenchRow, Slope } from "../report/benchReport.ts";

/** What one more component costs: from the smallest basket to the largest, for every call that both have figures of. */
export function slopesOf(rows: readonly BenchRow[]): Slope[] {
  const sizes = rows.map(({ n }) => n);
  const [fewest, most] = [Math.min(...sizes), Math.max(...sizes)];
  if (fewest === most) return [];
  const rise = (least: number | null, greatest: number | null): number | null =>
    least === null || greatest === null ? null : Math.round((greatest - least) / (most - fewest));

  const barest = rows.filter(({ market, usdc }) => market === undefined && usdc === undefined);
  return barest
    .filter(({ n }) => n === fewest)
    .flatMap(({ work, state, venue, gas, floor }) => {
      const large = barest.find(
        (row) => row.n === most && row.work === work && row.state === state && row.venue === venue,
      );
      const slope = rise(gas, large?.gas ?? null);
      return slope === null
        ? []
        : [{ work, state, venue, gas: slope, floor: rise(floor, large?.floor ?? null) }];
    });
}
