import { mulDivDown } from "../units/mulDivDown.ts";
import { quoteSwap } from "./quoteSwap.ts";
import type { LegSide } from "./plan.ts";
import type { Pool } from "./pool.ts";

export type SplitInputs = {
  readonly pools: readonly Pool[]; // of one component against USDC
  readonly side: LegSide;
  readonly amount: bigint; // {tok}
  readonly sqrtPriceLimitX96: (pool: Pool) => bigint; // Q64.96
};

export type PoolPart = {
  readonly pool: Pool;
  readonly amount: bigint; // {tok} that moves before the limit
  readonly usdc: bigint; // {usdc}
};

/** Parts of an amount that are handed out one after another, to whichever pool is best for the next one. */
const STEPS = 64n;

/**
 * Splits a swap over several pools. In pools at one price with one fee this is in proportion to their depth; where prices or
 * fees differ, the better ones fill first. Parts of one 64th go to the pool where the next part is best, ties to the first by address.
 * What no pool takes before its limit is left out. In the order of `pools`, empty parts left out.
 */
export function splitOverPools({
  pools,
  side,
  amount,
  sqrtPriceLimitX96,
}: SplitInputs): PoolPart[] {
  const quoteOf = (pool: Pool, part: bigint): PoolPart => {
    const quote = quoteSwap({
      pool,
      side,
      amount: part,
      sqrtPriceLimitX96: sqrtPriceLimitX96(pool),
    });
    return { pool, amount: quote.amount, usdc: quote.usdc };
  };
  const ordered = pools.toSorted((a, b) => (a.address < b.address ? -1 : 1));
  const parts = new Map<Pool, PoolPart>(
    ordered.map((pool) => [pool, { pool, amount: 0n, usdc: 0n }]),
  );
  let given = 0n;
  for (let step = 1n; step <= STEPS; step += 1n) {
    const wanted = mulDivDown(amount, step, STEPS) - given;
    if (wanted === 0n) continue;
    const best = bestOf([...parts.values()], wanted, side, quoteOf);
    if (best === undefined) break;
    given += best.amount - (parts.get(best.pool)?.amount ?? 0n);
    parts.set(best.pool, best);
  }
  return pools.flatMap((pool) => {
    const part = parts.get(pool);
    return part === undefined || part.amount === 0n ? [] : [part];
  });
}

/** The part that grows at the best price, undefined where none can grow. */
function bestOf(
  parts: readonly PoolPart[],
  wanted: bigint,
  side: LegSide,
  quoteOf: (pool: Pool, amount: bigint) => PoolPart,
): PoolPart | undefined {
  let best: { readonly next: PoolPart; readonly tok: bigint; readonly usdc: bigint } | undefined;
  for (const part of parts) {
    const next = quoteOf(part.pool, part.amount + wanted);
    const [tok, usdc] = [next.amount - part.amount, next.usdc - part.usdc];
    if (tok <= 0n) continue;
    // usdc / tok compared crosswise: the most for a sale, the least for a purchase
    const better =
      best === undefined ||
      (side === "sell" ? usdc * best.tok > best.usdc * tok : usdc * best.tok < best.usdc * tok);
    if (better) best = { next, tok, usdc };
  }
  return best?.next;
}
