import type { Address, Client } from "viem";
import { readContract } from "viem/actions";
import { orUndefined } from "@sheaf/sdk/chain/orUndefined";
import { uniswapV3PoolAbi } from "@sheaf/sdk/abi/uniswapV3PoolAbi";
import type { Pool } from "@sheaf/sdk/plan/pool";

import type { Routes } from "./parseRoutes.ts";

export type PoolsInputs = {
  readonly client: Client;
  readonly routes: Routes;
  readonly tokens: readonly Address[];
  readonly blockNumber: bigint;
};

/** Each token's pool at one block; undefined without a route, or where there is no pool that answers. */
export async function readPools({
  client,
  routes,
  tokens,
  blockNumber,
}: PoolsInputs): Promise<(Pool | undefined)[]> {
  return Promise.all(
    tokens.map(async (token) => {
      const route = routes.get(token);
      if (route === undefined) return undefined;
      const contract = { address: route.pool, abi: uniswapV3PoolAbi, blockNumber } as const;
      const [slot0, liquidity] = await Promise.all([
        orUndefined(readContract(client, { ...contract, functionName: "slot0" })),
        orUndefined(readContract(client, { ...contract, functionName: "liquidity" })),
      ]);
      if (slot0 === undefined || liquidity === undefined || slot0[0] === 0n) return undefined;
      return {
        address: route.pool,
        fee: route.fee,
        sqrtPriceX96: slot0[0],
        liquidity,
        tokenIsToken0: route.token0 === token,
      };
    }),
  );
}
