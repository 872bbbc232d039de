import { AbiCoder } from "ethers";

import type { FloorTraderV4, IndexVault } from "../../types/index.js";
import type { BenchWorld } from "./createBenchWorld.ts";
import type { V4Venue } from "./openV4Venue.ts";
import { POOL_TERMS } from "./openV4Venue.ts";
import { planBenchTrade } from "./planBenchTrade.ts";
import type { BenchTrade, BenchTradeTerms } from "./planBenchTrade.ts";

const V3_LEGS = "tuple(address,uint256,uint256,uint256,bool,uint160)[]";
const V4_LEGS = "tuple(uint24,int24,uint256,uint256,uint256,bool,uint160)[]";

type V3Row = readonly [pool: string, ...rest: readonly unknown[]];

/** The same swaps on Uniswap v4, for the vault through its executor and for the floor. */
export type BenchTradeV4 = Pick<BenchTrade, "order" | "legs"> & {
  readonly floorLegs: Parameters<FloorTraderV4["trade"]>[0];
};

/** What `planBenchTrade` plans for pools of Uniswap v3, in the pools of the same tokens on v4. */
export async function planBenchTradeV4(
  world: Pick<BenchWorld, "market" | "sheaf">,
  venue: V4Venue,
  vault: IndexVault,
  terms: BenchTradeTerms,
): Promise<BenchTradeV4> {
  const { order, floorLegs, legs } = await planBenchTrade(world, vault, terms);
  const tokenOf = new Map([...world.market.names.values()].map(({ pool, token }) => [pool, token]));
  const { fee, tickSpacing } = POOL_TERMS;
  const coder = AbiCoder.defaultAbiCoder();
  const [rows] = coder.decode([V3_LEGS], order.data).toArray(true) as [readonly V3Row[]];
  return {
    order: {
      ...order,
      executor: await venue.executor.getAddress(),
      data: coder.encode([V4_LEGS], [rows.map(([, ...rest]) => [fee, tickSpacing, ...rest])]),
    },
    floorLegs: floorLegs.map(({ pool, zeroForOne, amount, sqrtPriceLimitX96 }) => ({
      token: tokenOf.get(pool)!,
      fee,
      tickSpacing,
      zeroForOne,
      amount: -amount,
      sqrtPriceLimitX96,
    })),
    legs,
  };
}
