import type { Pool } from "./pool.ts";
import { MAX_TICK } from "./sqrtPriceAtTick.ts";

/** Bits of a word of the tick bitmap. */
const WORD = 256;

export type NextTick = {
  readonly tick: number;
  readonly liquidityNet: bigint | undefined; // undefined: the tick is not initialized
};

/**
 * The tick at which a pool's next swap step ends: Uniswap v3's `TickBitmap.nextInitializedTickWithinOneWord`. A pool reads one
 * word of its bitmap a step, so an empty word ends a step too, and each step rounds.
 */
export function nextTick(
  { tickSpacing, ticks }: Pick<Pool, "tickSpacing" | "ticks">,
  tick: number,
  zeroForOne: boolean,
): NextTick {
  const compressed = Math.floor(tick / tickSpacing) + (zeroForOne ? 0 : 1);
  const word = Math.floor(compressed / WORD) * WORD;
  const end = (zeroForOne ? word : word + WORD - 1) * tickSpacing;
  const above = firstAbove(ticks, tick);
  const mark = ticks[zeroForOne ? above - 1 : above];
  if (mark !== undefined && (zeroForOne ? mark.tick >= end : mark.tick <= end)) return mark;
  return { tick: Math.max(-MAX_TICK, Math.min(MAX_TICK, end)), liquidityNet: undefined };
}

/** Index of the first initialized tick above `tick`. */
function firstAbove(ticks: Pool["ticks"], tick: number): number {
  let [low, high] = [0, ticks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const mark = ticks[middle];
    if (mark !== undefined && mark.tick <= tick) low = middle + 1;
    else high = middle;
  }
  return low;
}
