import type { Address } from "viem";

import { mulDivUp } from "../units/mulDivUp.ts";
import { planChunks } from "./planChunks.ts";
import { valueOf } from "./valueOf.ts";
import type { LegSide, SkippedLeg } from "./plan.ts";
import type { Pool } from "./pool.ts";

/** Why the rest of a leg is not traded now. */
export const WAITS_FOR_REFILL = "waits for its pool to refill";

export type ChunkLimits = {
  readonly gas: bigint; // {uoa} what one leg more costs
  /** Pools that had not refilled since their last chunk: what is left of their legs goes at once. */
  readonly drained: ReadonlySet<Address>;
  readonly most?: number; // chunks that there is time for
};

/** What this needs to know of a leg. */
type Chunkable = {
  readonly component: {
    readonly token: Address;
    readonly position: number;
    readonly price: bigint; // {uoa} per 1e36 {tok}
  };
  readonly pool: Pool;
  readonly side: LegSide;
  readonly amount: bigint; // {tok}
  readonly value: bigint; // {uoa}
};

export type ChunkInputs<leg extends Chunkable> = {
  readonly legs: readonly leg[];
  readonly usdcPrice: bigint; // {uoa} per 1e36 {usdc}
  readonly least: bigint; // {uoa} no chunk is smaller
  readonly chunks: ChunkLimits | undefined;
};

export type LimitedLegs<leg extends Chunkable> = {
  readonly legs: readonly leg[];
  readonly later: readonly SkippedLeg[];
};

/** The first chunk of each leg that is better traded in several, as its pool refills in between; the rest is named. */
export function limitChunks<leg extends Chunkable>({
  legs,
  usdcPrice,
  least,
  chunks,
}: ChunkInputs<leg>): LimitedLegs<leg> {
  if (chunks === undefined) return { legs, later: [] };
  const limited = legs.map((leg) => {
    const best = planChunks({
      value: leg.value,
      depth: depthOf(leg.pool, usdcPrice),
      gas: chunks.gas,
      refills: !chunks.drained.has(leg.pool.address),
      most: chunks.most,
    });
    const size = best.size > least ? best.size : least; // {uoa}
    if (best.count < 2 || leg.value < size + least) return { leg, rest: 0n };
    const amount = mulDivUp(leg.amount, size, leg.value);
    const value = valueOf(amount, leg.component.price);
    return { leg: { ...leg, amount, value }, rest: leg.value - value };
  });
  return {
    legs: limited.map(({ leg }) => leg),
    later: limited
      .filter(({ rest }) => rest > 0n)
      .map(({ leg, rest }) => ({
        token: leg.component.token,
        position: leg.component.position,
        side: leg.side,
        value: rest,
        reason: WAITS_FOR_REFILL,
      })),
  };
}

/** {uoa} of USDC that would stand in the pool if its liquidity lay over all prices. */
function depthOf({ liquidity, sqrtPriceX96, tokenIsToken0 }: Pool, usdcPrice: bigint): bigint {
  const usdc = tokenIsToken0
    ? (liquidity * sqrtPriceX96) >> 96n
    : (liquidity << 96n) / sqrtPriceX96;
  return valueOf(usdc, usdcPrice);
}
