import { isAddressEqual } from "viem";
import type { Address, Client } from "viem";
import { getBlockNumber, readContract } from "viem/actions";

import { indexLensAbi } from "../abi/indexLensAbi.ts";
import type { Pool } from "../uniswapV3/pool.ts";
import { poolKey } from "../uniswapV3/poolKey.ts";
import { candidateRoutes } from "./candidateRoutes.ts";
import type { QuoteState } from "./quoteState.ts";

export type QuoteSources = {
  readonly client: Client;
  readonly lens: Address;
  readonly vault: Address;
  readonly weth: Address;
};

type Key = { readonly tokenA: Address; readonly tokenB: Address; readonly fee: number };

/** Ticks to each side of a price: some 35 %. */
const REACH = 3_000;
/** With the block and the index, five requests. */
const MOST_CHUNKS = 3;
/** Pools that are worth a request of their own. */
const LEAST_CHUNK = 64;

/** An index and every pool that a quote may use, at one block, in at most five requests. */
export async function readQuoteState(sources: QuoteSources): Promise<QuoteState> {
  const { client, lens, vault, weth } = sources;
  const contract = { address: lens, abi: indexLensAbi } as const;
  // The client's own: on some chains contracts see the number of another chain's block.
  const blockNumber = await getBlockNumber(client, { cacheTime: 0 });
  const index = await readContract(client, {
    ...contract,
    functionName: "indexState",
    args: [vault],
    blockNumber,
  });
  const keys = keysOf(
    index.components.map(({ token }) => token),
    index.usdc,
    weth,
  );
  const size = Math.max(LEAST_CHUNK, Math.ceil(keys.length / MOST_CHUNKS));
  const chunks = Array.from({ length: Math.ceil(keys.length / size) }, (_, at) =>
    keys.slice(at * size, (at + 1) * size),
  );
  const answers = await Promise.all(
    chunks.map((chunk) =>
      readContract(client, {
        ...contract,
        functionName: "poolStates",
        args: [chunk, REACH],
        blockNumber,
      }),
    ),
  );
  const pools = new Map<string, Pool>();
  answers.flat().forEach((answer, at) => {
    const key = keys[at];
    if (key === undefined || answer.sqrtPriceX96 === 0n) return;
    pools.set(poolKey(key.tokenA, key.tokenB, key.fee), {
      address: answer.pool,
      fee: BigInt(key.fee),
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
  return {
    blockNumber,
    vault,
    usdc: index.usdc,
    weth,
    supply: index.supply,
    issuanceFee: index.issuanceFee,
    basketId: index.basketId,
    navPerShare: index.navPerShare,
    navComplete: index.navComplete,
    components: index.components.map(({ token, readable, held, pendingShares, price }) => ({
      token,
      readable,
      held,
      pendingShares,
      price: price === 0n ? undefined : price,
    })),
    pools,
  };
}

/** Each pool once. */
function keysOf(tokens: readonly Address[], usdc: Address, weth: Address): Key[] {
  const keys = new Map<string, Key>();
  const add = (key: Key): void => void keys.set(poolKey(key.tokenA, key.tokenB, key.fee), key);
  for (const token of tokens) {
    if (isAddressEqual(token, usdc)) continue;
    for (const { fee, wethFee } of candidateRoutes(isAddressEqual(token, weth))) {
      add({ tokenA: token, tokenB: wethFee === 0 ? usdc : weth, fee });
      if (wethFee !== 0) add({ tokenA: weth, tokenB: usdc, fee: wethFee });
    }
  }
  return [...keys.values()];
}
