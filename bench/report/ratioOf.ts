/** {1} With four decimals; null where either is missing. */
export function ratioOf(gas: number | null, reference: number | null): number | null {
  return gas === null || reference === null
    ? null
    : Math.round((gas / reference) * 10_000) / 10_000;
}
