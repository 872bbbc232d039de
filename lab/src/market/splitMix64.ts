/** A stream of seeded integers, the same on every machine. */
export type RandomStream = {
  /** A whole number from `least` to `most`, both included. */
  readonly between: (least: bigint, most: bigint) => bigint;
  /** Roughly normal around zero: the sum of four uniform numbers, never beyond 3.5 times `deviation`. */
  readonly bell: (deviation: bigint) => bigint;
};

/** SplitMix64 (Steele, Lea and Flood 2014) on integers. `stream` sets independent streams of one seed apart. For models only. */
export function splitMix64(seed: number, stream: number): RandomStream {
  let state = mix(BigInt(seed) ^ mix(BigInt(stream) + 1n));
  const next = (): bigint => {
    state = BigInt.asUintN(64, state + 0x9e3779b97f4a7c15n);
    return mix(state);
  };
  const between = (least: bigint, most: bigint): bigint => least + (next() % (most - least + 1n));
  const bell = (deviation: bigint): bigint => {
    const reach = (deviation * 866n) / 1000n; // four uniform numbers within +-reach deviate by 2 * reach / sqrt(3)
    return (
      between(-reach, reach) +
      between(-reach, reach) +
      between(-reach, reach) +
      between(-reach, reach)
    );
  };
  return { between, bell };
}

function mix(value: bigint): bigint {
  let z = BigInt.asUintN(64, value);
  z = BigInt.asUintN(64, (z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n);
  z = BigInt.asUintN(64, (z ^ (z >> 27n)) * 0x94d049bb133111ebn);
  return z ^ (z >> 31n);
}
