import { AbiCoder, id as hashOf } from "ethers";
import type { Log } from "ethers";

import { sqrtPriceOf } from "../../market/sqrtPriceOf.ts";
import { tickAtSqrtPrice } from "@sheaf/sdk/uniswapV3/tickAtSqrtPrice";
import type { MarketName, MarketRow } from "../../market/LocalMarket.ts";
import type { PoolMotion } from "../report/conditions.ts";

const TICK_SPACING = 60;
/** {ticks} From the price to the nearest end of a market's own positions, with room. */
const FREE_WAY = 700;

const SWAP = hashOf("Swap(address,address,int256,int256,uint160,uint128,int24)");
const SWAP_DATA = ["int256", "int256", "uint160", "uint128", "int24"];

/** Pools, and the prices at which they rest. */
export type RestingPools = {
  readonly market: {
    readonly names: ReadonlyMap<
      string,
      Pick<MarketName, "id" | "pool" | "tokenDecimals" | "tokenIsToken0">
    >;
  };
  readonly rows: readonly Pick<MarketRow, "id" | "price">[];
};

/** A mined trade, or one that does not fit a transaction. */
export type MeasuredTrade =
  | { readonly gas: null }
  | {
      readonly gas: number;
      readonly receipt: { readonly logs: readonly Pick<Log, "address" | "topics" | "data">[] };
    };

/** A leg was skipped, so that the figure would be that of less work. */
export class LegSkippedError extends Error {
  override readonly name = "Bench.LegSkippedError";

  constructor(swaps: number, legs: number) {
    super(
      `${swaps} of ${legs} legs were swapped: the others did not fit the trade's targets or its USDC.`,
    );
  }
}

/** A swap moved its pool's tick, which costs some thousands of gas more, by chance. */
export class TickMovedError extends Error {
  override readonly name = "Bench.TickMovedError";

  constructor(pool: string, resting: number, reached: number) {
    super(
      `A swap moved pool ${pool} from tick ${resting} to ${reached}: make pools deeper, or trades smaller.`,
    );
  }
}

/** A swap that was to leave its pool's spacing, and only that, did less or more. */
export class TickNotMovedError extends Error {
  override readonly name = "Bench.TickNotMovedError";

  constructor(pool: string, resting: number, reached: number) {
    super(
      `A swap left pool ${pool}, which rested at tick ${resting}, at ${reached}: not out of its spacing, or too far. Make pools shallower, or trades larger, or the other way round.`,
    );
  }
}

/**
 * @param motion What swaps are to do to their pools: nothing; or leave the spacing of ticks in which the pool rested, within
 *        which nothing is initialized, and at whose ends something is if swaps are to cross that.
 * @throws LegSkippedError unless a mined trade swapped `legs` times
 * @throws TickMovedError if a swap left its pool at another tick than the one where every pool rests at the row's price
 *         although pools are to stand still
 * @throws TickNotMovedError if a swap left its pool in the spacing of that tick although it is to move, or far away
 */
export function checkSwaps(
  { market, rows }: RestingPools,
  trade: MeasuredTrade,
  legs: number,
  motion: PoolMotion = "still",
): void {
  if (trade.gas === null) return;
  const swaps = trade.receipt.logs.filter(({ topics }) => topics[0] === SWAP);
  if (swaps.length !== legs) throw new LegSkippedError(swaps.length, legs);

  const priceOf = new Map(rows.map(({ id, price }) => [id, price]));
  const restingTicks = new Map(
    [...market.names.values()].map((name) => [
      name.pool,
      tickAtSqrtPrice(sqrtPriceOf(priceOf.get(name.id)!, name)),
    ]),
  );
  for (const { address, data } of swaps) {
    const resting = restingTicks.get(address)!;
    const reached = Number(AbiCoder.defaultAbiCoder().decode(SWAP_DATA, data)[4] as bigint);
    if (motion === "still" && reached !== resting)
      throw new TickMovedError(address, resting, reached);
    if (motion !== "still" && !leavesSpacing(resting, reached))
      throw new TickNotMovedError(address, resting, reached);
  }
}

function leavesSpacing(resting: number, reached: number): boolean {
  const spacingOf = (tick: number): number => Math.floor(tick / TICK_SPACING);
  return spacingOf(reached) !== spacingOf(resting) && Math.abs(reached - resting) < FREE_WAY;
}
