import { network } from "hardhat";
import type { Contract } from "ethers";
import type { Pool } from "@sheaf/sdk/uniswapV3/pool";

import { createLocalMarket } from "../../market/createLocalMarket.ts";

export type Position = {
  readonly lower: number; // {tick}
  readonly upper: number; // {tick}
  readonly liquidity: bigint;
};

export type PoolTerms = {
  readonly fee: number; // {1e6}
  readonly sqrtPriceX96: bigint; // Q64.96
  readonly positions: readonly Position[];
};

export const TICK_SPACINGS: Readonly<Record<number, number>> = {
  100: 1,
  500: 10,
  3_000: 60,
  10_000: 200,
};
const LAST_TICK = 887_272;
const PLENTY = 2n ** 200n; // {tok}
const POOL = [
  "function slot0() view returns (uint160 sqrtPriceX96, int24 tick)",
  "function liquidity() view returns (uint128)",
];

/** Pools of the real v3-core between tokens of which their maker has plenty. */
export async function poolsFixture() {
  const connection = await network.create();
  const { ethers, ignition } = connection;
  const [deployer] = await ethers.getSigners();
  const market = await createLocalMarket({ ethers, ignition });
  const factory = market.factory.connect(deployer) as Contract & {
    enableFeeAmount(fee: number, spacing: number): Promise<unknown>;
    getPool(a: string, b: string, fee: number): Promise<string>;
  };
  await factory.enableFeeAmount(100, 1);
  const maker = await ethers.deployContract("PoolMaker", [factory]);

  const createTokens = async (): Promise<string[]> => {
    const tokens = await Promise.all(
      ["A", "B"].map((name) => ethers.deployContract("MockERC20", [name, name, 18])),
    );
    for (const token of tokens) await token.mint(maker, PLENTY);
    return Promise.all(tokens.map((token) => token.getAddress()));
  };
  /** Where a pool stands. */
  const readPool = async (
    address: string,
  ): Promise<{ sqrtPriceX96: bigint; tick: number; liquidity: bigint }> => {
    const pool = new ethers.Contract(address, POOL, ethers.provider) as Contract & {
      slot0(): Promise<{ sqrtPriceX96: bigint; tick: bigint }>;
      liquidity(): Promise<bigint>;
    };
    const [{ sqrtPriceX96, tick }, liquidity] = await Promise.all([pool.slot0(), pool.liquidity()]);
    return { sqrtPriceX96, tick: Number(tick), liquidity };
  };
  /** A new pool, and what is known of it: all of its ticks. */
  const createPool = async ({ fee, sqrtPriceX96, positions }: PoolTerms): Promise<Pool> => {
    const [a, b] = await createTokens();
    await maker.open(a, b, fee, sqrtPriceX96);
    const address = (await factory.getPool(a, b, fee)) as Pool["address"];
    const nets = new Map<number, bigint>();
    for (const { lower, upper, liquidity } of positions) {
      await maker.provide(address, lower, upper, liquidity);
      nets.set(lower, (nets.get(lower) ?? 0n) + liquidity);
      nets.set(upper, (nets.get(upper) ?? 0n) - liquidity);
    }
    const { tick, liquidity } = await readPool(address);
    return {
      address,
      fee: BigInt(fee),
      tickSpacing: TICK_SPACINGS[fee],
      sqrtPriceX96,
      tick,
      liquidity,
      lowest: -LAST_TICK,
      highest: LAST_TICK,
      ticks: [...nets]
        .map(([at, liquidityNet]) => ({ tick: at, liquidityNet }))
        .toSorted((x, y) => x.tick - y.tick),
    };
  };
  return { ...connection, maker, readPool, createPool };
}
