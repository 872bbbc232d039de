import type { Address, Client } from "viem";
import { readContract } from "viem/actions";
import { orUndefined } from "@sheaf/sdk/chain/orUndefined";
import { uniswapV3PoolAbi } from "@sheaf/sdk/abi/uniswapV3PoolAbi";
import type { Pool } from "@sheaf/sdk/plan/pool";
import { flatPool } from "@sheaf/sdk/uniswapV3/flatPool";

import type { Route, Routes } from "./parseRoutes.ts";

export type PoolsInputs = {
  readonly client: Client;
  readonly routes: Routes;
  readonly tokens: readonly Address[];
  readonly blockNumber: bigint;
};

/** Each token's pools at one block, in the order of its routes; without those that do not answer or have no price. */
export async function readPools({
  client,
  routes,
  tokens,
  blockNumber,
}: PoolsInputs): Promise<(readonly Pool[])[]> {
  return Promise.all(
    tokens.map(async (token) => {
      const pools = await Promise.all(
        (routes.get(token) ?? []).map((route) => readPool(client, token, route, blockNumber)),
      );
      return pools.filter((pool) => pool !== undefined);
    }),
  );
}

async function readPool(
  client: Client,
  token: Address,
  route: Route,
  blockNumber: bigint,
): Promise<Pool | undefined> {
  const contract = { address: route.pool, abi: uniswapV3PoolAbi, blockNumber } as const;
  const [slot0, liquidity] = await Promise.all([
    orUndefined(readContract(client, { ...contract, functionName: "slot0" })),
    orUndefined(readContract(client, { ...contract, functionName: "liquidity" })),
  ]);
  if (slot0 === undefined || liquidity === undefined || slot0[0] === 0n) return undefined;
  const pool = flatPool({
    address: route.pool,
    fee: route.fee,
    sqrtPriceX96: slot0[0],
    liquidity,
  });
  return { ...pool, tokenIsToken0: route.token0 === token };
}
