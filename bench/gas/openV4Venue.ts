import { ZeroAddress, ZeroHash } from "ethers";

import LocalPoolManagerModule from "../../deploy/modules/LocalPoolManager.ts";
import { deployUniswapV4 } from "../../deploy/deployUniswapV4.ts";
import { depthFor } from "../../market/depthFor.ts";
import { positionsAround } from "../../market/positionsAround.ts";
import { sqrtPriceOf } from "../../market/sqrtPriceOf.ts";
import type { FloorTraderV4, UniswapV4Executor } from "../../types/index.js";
import type { BenchWorld } from "./createBenchWorld.ts";

const PLENTY = 10n ** 24n; // {tok} of a component
const LEGS_AT_ONCE = 20;
const STIRRED = 10n ** 9n; // {tok} and {usdc}: what moves no tick
const LIMITS = {
  down: 4295128740n,
  up: 1461446703485210103287273052203988822378723970341n,
} as const;

/** What the pools of Uniswap v4 are like: the same as on v3. */
export const POOL_TERMS = { fee: 3_000n, tickSpacing: 60n } as const;

/** Uniswap v4 beside the benchmark's market. */
export type V4Venue = {
  readonly poolManager: string;
  readonly executor: UniswapV4Executor;
  readonly floor: FloorTraderV4;
};

/**
 * Deploys Uniswap v4 with a pool of every name like its one on v3, our executor, and the floor that has plenty of everything.
 * Every pool has been traded in, in both directions, so that its slots are written.
 */
export async function openV4Venue({ connection, market, rows }: BenchWorld): Promise<V4Venue> {
  const { ethers, ignition } = connection;
  const deployed = await ignition.deploy(LocalPoolManagerModule);
  const maker = await ethers.getContractAt("UniswapV4Maker", await deployed.maker.getAddress());
  const poolManager = await maker.poolManager();
  const executor = await deployUniswapV4({ ethers, ignition, poolManager });
  const usdc = await market.usdc.getAddress();
  const floor = await ethers.deployContract("FloorTraderV4", [poolManager, usdc]);

  await market.usdc.mint(floor, PLENTY);
  for (const { id, price, volume24h } of rows) {
    const { token, tokenDecimals, tokenIsToken0 } = market.names.get(id)!;
    const [currency0, currency1] = tokenIsToken0 ? [token, usdc] : [usdc, token];
    const key = { currency0, currency1, ...POOL_TERMS, hooks: ZeroAddress };
    const sqrtPriceX96 = sqrtPriceOf(price, { tokenDecimals, tokenIsToken0 });
    await maker.open(key, sqrtPriceX96);
    const depth = depthFor(volume24h, market.depth);
    const positions = positionsAround(sqrtPriceX96, depth, tokenIsToken0);
    await maker.provide(
      key,
      positions.map(({ liquidity, ...range }) => ({
        ...range,
        liquidityDelta: liquidity,
        salt: ZeroHash,
      })),
    );
    await (await ethers.getContractAt("MockERC20", token)).mint(floor, PLENTY);
  }

  const names = [...market.names.values()];
  for (const downwards of [true, false])
    for (let start = 0; start < names.length; start += LEGS_AT_ONCE)
      await floor.trade(
        names.slice(start, start + LEGS_AT_ONCE).map(({ token }) => ({
          token,
          ...POOL_TERMS,
          zeroForOne: downwards,
          amount: -STIRRED,
          sqrtPriceLimitX96: downwards ? LIMITS.down : LIMITS.up,
        })),
      );
  return { poolManager, executor, floor };
}
