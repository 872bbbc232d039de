const ONE = 1n << 255n; // {1} one with 255 binary digits
const WAD = 10n ** 18n;
const LONGEST = 100n * 365n * 24n * 3_600n; // {s}

/**
 * {share} A supply after streaming fees, to the wei as `FeeAccrual` computes it: supply / (1 - rate)^seconds, rounded down.
 * @param supply {share} All shares at the last accrual, the undistributed ones included.
 * @param rate D18{1/s} The streaming fee.
 * @param elapsed {s} Since the last accrual; more than a hundred years count as a hundred.
 */
export function growSupply(supply: bigint, rate: bigint, elapsed: bigint): bigint {
  if (rate === 0n || elapsed <= 0n) return supply;
  return (supply * ONE) / decayOf(rate, elapsed < LONGEST ? elapsed : LONGEST);
}

/** {1} (1 - rate)^seconds with 255 binary digits, rounded up at each step. */
function decayOf(rate: bigint, elapsed: bigint): bigint {
  let base = ONE - (ONE * rate) / WAD;
  let power = ONE;
  for (let left = elapsed; left > 0n; left >>= 1n) {
    if ((left & 1n) === 1n) power = productUp(power, base);
    base = productUp(base, base);
  }
  return power;
}

function productUp(a: bigint, b: bigint): bigint {
  return (a * b + ONE - 1n) >> 255n;
}
