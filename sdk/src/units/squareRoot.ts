/** The integer square root, rounded down. The value is not negative. */
export function squareRoot(value: bigint): bigint {
  if (value < 0n)
    throw new RangeError(`squareRoot needs a value that is not negative, not ${value}.`);
  if (value < 2n) return value;
  let root = 1n << BigInt((value.toString(2).length + 1) >> 1); // never below the root
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}
