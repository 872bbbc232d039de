/** `a * b / denominator`, rounded down (toward minus infinity). The denominator is positive. */
export function mulDivDown(a: bigint, b: bigint, denominator: bigint): bigint {
  if (denominator <= 0n)
    throw new RangeError(`mulDivDown needs a positive denominator, not ${denominator}.`);
  const product = a * b;
  const quotient = product / denominator; // bigint division cuts toward zero
  return product < 0n && quotient * denominator !== product ? quotient - 1n : quotient;
}
