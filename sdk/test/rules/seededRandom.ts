/** Whole numbers below `limit`, the same for a seed on every machine (a 64-bit linear congruential generator). */
export function seededRandom(seed: bigint): (limit: bigint) => bigint {
  let state = seed;
  return (limit) => {
    state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n);
    return (state >> 16n) % limit;
  };
}
