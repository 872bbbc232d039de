import { mulDivUp } from "../units/mulDivUp.ts";
import { squareRoot } from "../units/squareRoot.ts";

export type ChunkInputs = {
  readonly value: bigint; // D18{usd} to trade
  readonly depth: bigint; // D18{usd} on each side of the pool, as if over all prices
  readonly gas: bigint; // D18{usd} what a chunk's gas costs
  /** Whether the pool stands at the market's price again before the next chunk: if not, one trade is as good and cheaper. */
  readonly refills: boolean;
  readonly most?: number | undefined; // chunks that there is time for
};

export type Chunks = {
  readonly count: number;
  readonly size: bigint; // D18{usd} of each, the last one not larger
  readonly cost: bigint; // D18{usd} expected, impact and gas
};

/**
 * How often to stop and let the pool refill. A chunk x loses about x^2 / R to impact and g to gas, so x = sqrt(R * g) is best:
 * the nearest whole number of chunks on either side of it, whichever costs less, and no more than there is time for. Whoever
 * trades re-quotes before each chunk, and stops when the pool has not refilled.
 */
export function planChunks({ value, depth, gas, refills, most }: ChunkInputs): Chunks {
  const best = squareRoot(depth * gas); // D18{usd}
  if (value <= 0n) return { count: 0, size: 0n, cost: 0n };
  if (!refills || best === 0n || value <= best) return chunksOf(1n, value, depth, gas);
  if (most !== undefined && value / best >= BigInt(most))
    return chunksOf(most < 1 ? 1n : BigInt(most), value, depth, gas);
  const fewer = chunksOf(value / best, value, depth, gas);
  const more = chunksOf(value / best + 1n, value, depth, gas);
  return fewer.cost <= more.cost ? fewer : more;
}

function chunksOf(count: bigint, value: bigint, depth: bigint, gas: bigint): Chunks {
  const size = mulDivUp(value, 1n, count);
  return { count: Number(count), size, cost: mulDivUp(size * value, 1n, depth) + gas * count };
}
