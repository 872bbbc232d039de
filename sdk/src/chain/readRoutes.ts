import { isAddressEqual } from "viem";
import type { Address, Client } from "viem";

import type { Pool } from "../plan/pool.ts";
import { poolKey } from "../uniswapV3/poolKey.ts";
import { WrongRouteError } from "./errors.ts";
import { readPools } from "./readPools.ts";
import type { Routes } from "./parseRoutes.ts";

export type RoutesInputs = {
  readonly client: Client;
  readonly lens: Address;
  readonly routes: Routes;
  readonly usdc: Address;
  readonly tokens: readonly Address[];
  readonly blockNumber: bigint;
};

/**
 * Reads each token's pools at one block with the ticks around their prices, in the order of its routes. Pools that do not exist
 * or have no price are left out.
 *
 * @throws WrongRouteError if a route names another pool than the lens's factory has.
 */
export async function readRoutes({
  client,
  lens,
  routes,
  usdc,
  tokens,
  blockNumber,
}: RoutesInputs): Promise<(readonly Pool[])[]> {
  const known = await readPools({
    client,
    lens,
    blockNumber,
    pools: tokens.flatMap((token) =>
      (routes.get(token) ?? []).map(({ fee }) => ({
        tokenA: token,
        tokenB: usdc,
        fee: Number(fee),
      })),
    ),
  });
  return tokens.map((token) =>
    (routes.get(token) ?? []).flatMap(({ pool: given, fee, token0 }) => {
      const pool = known.get(poolKey(token, usdc, Number(fee)));
      if (pool === undefined) return [];
      if (!isAddressEqual(pool.address, given))
        throw new WrongRouteError(token, fee, given, pool.address);
      return [{ ...pool, tokenIsToken0: token0 === token }];
    }),
  );
}
