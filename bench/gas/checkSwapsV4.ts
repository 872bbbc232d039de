import { AbiCoder, id as hashOf } from "ethers";

import { sqrtPriceOf } from "../../market/sqrtPriceOf.ts";
import { tickAtSqrtPrice } from "@sheaf/sdk/uniswapV3/tickAtSqrtPrice";
import type { MeasuredTrade, RestingPools } from "./checkSwaps.ts";
import { LegSkippedError, TickMovedError } from "./checkSwaps.ts";

const SWAP = hashOf("Swap(bytes32,address,int128,int128,uint160,uint128,int24,uint24)");
const SWAP_DATA = ["int128", "int128", "uint160", "uint128", "int24", "uint24"];

/**
 * The same for pools of Uniswap v4 that are to stand still, all of which rest at their rows' prices.
 * @throws LegSkippedError unless a mined trade swapped `legs` times
 * @throws TickMovedError if a swap left its pool at a tick where none rests
 */
export function checkSwapsV4(
  { market, rows }: RestingPools,
  trade: MeasuredTrade,
  legs: number,
): void {
  if (trade.gas === null) return;
  const swaps = trade.receipt.logs.filter(({ topics }) => topics[0] === SWAP);
  if (swaps.length !== legs) throw new LegSkippedError(swaps.length, legs);

  const priceOf = new Map(rows.map(({ id, price }) => [id, price]));
  const resting = [...market.names.values()].map((name) =>
    tickAtSqrtPrice(sqrtPriceOf(priceOf.get(name.id)!, name)),
  );
  for (const { topics, data } of swaps) {
    const reached = Number(AbiCoder.defaultAbiCoder().decode(SWAP_DATA, data)[4] as bigint);
    if (!resting.includes(reached)) throw new TickMovedError(topics[1], resting[0], reached);
  }
}
