/** {gas} What router and executors give a leg at most. A leg that needs more is skipped. */
export const LEG_GAS = 2_000_000n;

/** What a swap passes on its way. */
export type SwapPath = {
  readonly crossed: number; // initialized ticks
  readonly words: number; // steps, each of which reads a word of the bitmap
};

/** {gas} A swap that stays between two ticks, transfers included. */
const SWAP = 150_000n;
/** {gas} Crossing an initialized tick that writes its fee growth for the first time. */
const CROSSING = 55_000n;
/** {gas} A step that reads a word of the bitmap. */
const WORD = 8_000n;

/** {gas} A bound from above of what a swap costs, for legs that are stopped at a cap. Measured beside v3-core's pools. */
export function swapGas({ crossed, words }: SwapPath): bigint {
  return SWAP + CROSSING * BigInt(crossed) + WORD * BigInt(words);
}
