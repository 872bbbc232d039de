import type { SwapResult } from "./simulateSwap.ts";

/** {gas} A swap that stays between two ticks, transfers included. */
const SWAP = 150_000n;
/** {gas} Crossing an initialized tick that writes its fee growth for the first time. */
const CROSSING = 55_000n;
/** {gas} A step that reads a word of the bitmap. */
const WORD = 8_000n;

/** {gas} A bound from above of what a swap costs, for legs that are stopped at a cap. Measured beside v3-core's pools. */
export function swapGas({ crossed, words }: Pick<SwapResult, "crossed" | "words">): bigint {
  return SWAP + CROSSING * BigInt(crossed) + WORD * BigInt(words);
}
