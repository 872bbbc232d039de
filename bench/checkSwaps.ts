import { AbiCoder, id as hashOf } from "ethers";
import type { Log } from "ethers";

import { sqrtPriceOf } from "../scripts/market/sqrtPriceOf.ts";
import { tickAtSqrtPrice } from "../scripts/market/tickAtSqrtPrice.ts";
import type { MarketName, MarketRow } from "../scripts/market/LocalMarket.ts";

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

/**
 * @throws LegSkippedError unless a mined trade swapped `legs` times
 * @throws TickMovedError if a swap left its pool at another tick than the one where every pool rests at the row's price
 */
export function checkSwaps(
  { market, rows }: RestingPools,
  trade: MeasuredTrade,
  legs: number,
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
    if (reached !== resting) throw new TickMovedError(address, resting, reached);
  }
}
