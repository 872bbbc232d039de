/** {tok} Amount that the registry's probe needs: ten thousand units, or a whole token where that is less. */
export function probeAmount(tokenDecimals: number): bigint {
  const whole = 10n ** BigInt(tokenDecimals);
  return whole < 10_000n ? whole : 10_000n;
}
