import { isAddressEqual } from "viem";
import type { Address, Client } from "viem";
import { getBlockNumber, readContract } from "viem/actions";

import { indexLensAbi } from "../abi/indexLensAbi.ts";
import { poolKey } from "../uniswapV3/poolKey.ts";
import { candidateRoutes } from "./candidateRoutes.ts";
import type { QuoteState } from "./quoteState.ts";
import { readPools } from "../chain/readPools.ts";
import type { PoolTokens } from "../chain/readPools.ts";

export type QuoteSources = {
  readonly client: Client;
  readonly lens: Address;
  readonly vault: Address;
  readonly weth: Address;
};

/** An index and every pool that a quote may use, at one block, in at most five requests unless a node refuses large ones. */
export async function readQuoteState(sources: QuoteSources): Promise<QuoteState> {
  const { client, lens, vault, weth } = sources;
  // The client's own: on some chains contracts see the number of another chain's block.
  const blockNumber = await getBlockNumber(client, { cacheTime: 0 });
  const index = await readContract(client, {
    address: lens,
    abi: indexLensAbi,
    functionName: "indexState",
    args: [vault],
    blockNumber,
  });
  const tokens = index.components.map(({ token }) => token);
  const pools = await readPools({
    client,
    lens,
    blockNumber,
    pools: poolsOf(tokens, index.usdc, weth),
  });
  return {
    blockNumber,
    vault,
    usdc: index.usdc,
    weth,
    supply: index.supply,
    streamingRate: index.streamingRate,
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
function poolsOf(tokens: readonly Address[], usdc: Address, weth: Address): PoolTokens[] {
  const pools = new Map<string, PoolTokens>();
  const add = (pool: PoolTokens): void =>
    void pools.set(poolKey(pool.tokenA, pool.tokenB, pool.fee), pool);
  for (const token of tokens) {
    if (isAddressEqual(token, usdc)) continue;
    for (const { fee, wethFee } of candidateRoutes(isAddressEqual(token, weth))) {
      add({ tokenA: token, tokenB: wethFee === 0 ? usdc : weth, fee });
      if (wethFee !== 0) add({ tokenA: weth, tokenB: usdc, fee: wethFee });
    }
  }
  return [...pools.values()];
}
