import type { RandomStream } from "@sheaf/lab/market/splitMix64";
import { HIGHEST_LIMIT, LOWEST_LIMIT, sqrtPriceAtTick } from "@sheaf/sdk/uniswapV3/sqrtPriceAtTick";

import type { PoolTerms, Position } from "./poolsFixture.ts";
import { TICK_SPACINGS } from "./poolsFixture.ts";

const LAST_TICK = 887_272;
const FEES = [100, 500, 3_000, 10_000] as const;
const MOST_POSITIONS = 6n;

/**
 * Terms of a pool: any tier; a price near one, anywhere, or next to the end of all prices; full range, or positions around the
 * price, far from it, and with gaps between them; from dust to deep.
 */
export function randomPool({ between }: RandomStream): PoolTerms {
  const fee = FEES[Number(between(0n, 3n))];
  const spacing = TICK_SPACINGS[fee];
  const last = Math.floor(LAST_TICK / spacing);
  const tick = tickOf(between);
  const room = sqrtPriceAtTick(Math.min(tick + 1, LAST_TICK)) - sqrtPriceAtTick(tick);
  const within = between(0n, 2n) === 0n ? 0n : (room * between(0n, 999n)) / 1_000n;
  const price = sqrtPriceAtTick(tick) + within;
  const sqrtPriceX96 =
    price < LOWEST_LIMIT ? LOWEST_LIMIT : price > HIGHEST_LIMIT ? HIGHEST_LIMIT : price;

  const here = Math.floor(tick / spacing);
  const clamp = (at: number): number => Math.max(-last, Math.min(last, at));
  const magnitude = between(0n, 24n);
  const positions: Position[] = [];
  for (let count = between(1n, MOST_POSITIONS); count > 0n; count -= 1n) {
    const liquidity = 10n ** magnitude * between(1n, 999n);
    const full = between(0n, 3n) === 0n;
    const reach = [3n, 60n, 2_000n, 20_000n][Number(between(0n, 3n))];
    const from = clamp(here + Number(between(-reach, reach)));
    const width = Number(between(1n, reach));
    const lower = full ? -last : Math.min(from, last - 1);
    const upper = full ? last : clamp(lower + width);
    positions.push({ lower: lower * spacing, upper: upper * spacing, liquidity });
  }
  return { fee, sqrtPriceX96, positions };
}

function tickOf(between: RandomStream["between"]): number {
  const where = between(0n, 5n);
  if (where <= 2n) return Number(between(-3_000n, 3_000n));
  if (where <= 4n) return Number(between(-BigInt(LAST_TICK), BigInt(LAST_TICK) - 1n));
  const near = Number(between(0n, 400n));
  return between(0n, 1n) === 0n ? near - LAST_TICK : LAST_TICK - 1 - near;
}
