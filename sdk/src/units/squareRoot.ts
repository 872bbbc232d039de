/** The integer square root, rounded down. The value is not negative. */
export function squareRoot(value: bigint): bigint {
  if (value < 0n)
    throw new RangeError(`squareRoot needs a value that is not negative, not ${value}.`);
  if (value < 2n) return value;
  // Four bits a digit: never below the root, and less than four times above it.
  let root = 1n << BigInt(2 * value.toString(16).length);
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}
