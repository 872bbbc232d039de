const WAD = 1e18;

/** A value D18 as a number for drawing only: it is never written, and nothing is computed from it. */
export function plotted(value: bigint): number {
  return Number(value) / WAD;
}
