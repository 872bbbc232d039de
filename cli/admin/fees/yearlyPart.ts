const YEAR = 31_536_000n; // {s}
const WAD = 10n ** 18n;
const SCALE = 10n ** 18n; // further digits while powers are multiplied

/** The part of the shares that a streaming fee costs in a year: 1 - (1 - rate)^(365 days), rounded half up. {1} WAD */
export function yearlyPart(
  rate: bigint, // D18{1/s}
): bigint {
  const one = WAD * SCALE;
  let kept = one;
  let base = (WAD - rate) * SCALE;
  for (let seconds = YEAR; seconds > 0n; seconds /= 2n) {
    if (seconds % 2n === 1n) kept = (kept * base) / one;
    base = (base * base) / one;
  }
  return (one - kept + SCALE / 2n) / SCALE;
}
