import type { Address, Client } from "viem";
import { readContract } from "viem/actions";

import { indexLensAbi } from "../abi/indexLensAbi.ts";
import type { Pool } from "../uniswapV3/pool.ts";
import { poolKey } from "../uniswapV3/poolKey.ts";
import { readInParts } from "./readInParts.ts";

export type PoolTokens = {
  readonly tokenA: Address;
  readonly tokenB: Address;
  readonly fee: number; // {1e6}
};

export type PoolsInputs = {
  readonly client: Client;
  readonly lens: Address;
  readonly blockNumber: bigint;
  readonly pools: readonly PoolTokens[];
};

/** Ticks to each side of a price: some 35 %. */
const REACH = 3_000;
/** With the block and the index, five requests of a quote. */
const MOST_PARTS = 3;
/** Pools that are worth a request of their own. */
const LEAST_PART = 128;

/** The pools that exist and have a price, by `poolKey`, each with the ticks around its price. */
export async function readPools(inputs: PoolsInputs): Promise<ReadonlyMap<string, Pool>> {
  const { client, lens, blockNumber, pools } = inputs;
  const size = Math.max(LEAST_PART, Math.ceil(pools.length / MOST_PARTS));
  const answers = await readInParts(pools, size, (part) =>
    readContract(client, {
      address: lens,
      abi: indexLensAbi,
      functionName: "poolStates",
      args: [part, REACH],
      blockNumber,
    }),
  );
  const known = new Map<string, Pool>();
  answers.forEach((answer, at) => {
    const tokens = pools[at];
    if (tokens === undefined || answer.sqrtPriceX96 === 0n) return;
    known.set(poolKey(tokens.tokenA, tokens.tokenB, tokens.fee), {
      address: answer.pool,
      fee: BigInt(tokens.fee),
      tickSpacing: answer.tickSpacing,
      sqrtPriceX96: answer.sqrtPriceX96,
      tick: answer.tick,
      liquidity: answer.liquidity,
      lowest: answer.lowest,
      highest: answer.highest,
      ticks: answer.ticks.map((tick, i) => ({
        tick,
        liquidityNet: answer.liquidityNets[i] ?? 0n,
      })),
    });
  });
  return known;
}
