/** Digits that are kept beyond those of the values, so that rounding does not show. */
const GUARD = 10n ** 18n;

/**
 * The exponential means of values, oldest first, with a weight of 2 / (days + 1) for the newest. The first is the plain mean of
 * the first `days` values, so there are `days` - 1 fewer than values. Every step is rounded toward zero at 36 decimals, the
 * results at those of the values: whoever starts at the same value gets the same bytes.
 */
export function exponentialMean(values: readonly bigint[], days: number): bigint[] {
  const count = BigInt(days);
  const first = values.slice(0, days).reduce((sum, value) => sum + value, 0n);
  let mean = (first * GUARD) / count;
  const means = values.length < days ? [] : [mean / GUARD];
  for (const value of values.slice(days)) {
    mean += ((value * GUARD - mean) * 2n) / (count + 1n);
    means.push(mean / GUARD);
  }
  return means;
}
