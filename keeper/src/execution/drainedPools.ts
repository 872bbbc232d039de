import type { Address } from "viem";
import { quoteSwap } from "@sheaf/sdk/plan/quoteSwap";
import type { PlannedTrade } from "@sheaf/sdk/plan/plan";
import type { Pool } from "@sheaf/sdk/plan/pool";

import type { IndexState } from "@sheaf/sdk/chain/indexState";

export type RefillInputs = {
  readonly before: IndexState; // that the trade was planned from
  readonly trade: PlannedTrade;
  readonly now: IndexState;
};

/** Pools of a trade whose price has not come back by half of what the trade moved it: nobody refills them for now. */
export function drainedPools({ before, trade, now }: RefillInputs): Address[] {
  const [priorPools, laterPools] = [poolsOf(before), poolsOf(now)];
  return trade.legs
    .filter((leg) => {
      const [prior, later] = [priorPools.get(leg.pool), laterPools.get(leg.pool)];
      if (prior === undefined || later === undefined) return true;
      const { sqrtPriceX96: moved } = quoteSwap({ ...leg, pool: prior });
      const still = distance(later.sqrtPriceX96, prior.sqrtPriceX96);
      return still * 2n > distance(moved, prior.sqrtPriceX96);
    })
    .map(({ pool }) => pool);
}

function poolsOf({ components }: IndexState): ReadonlyMap<Address, Pool> {
  const pools = components.flatMap(({ pool, otherPools = [] }) =>
    pool === undefined ? [] : [pool, ...otherPools],
  );
  return new Map(pools.map((pool) => [pool.address, pool]));
}

function distance(a: bigint, b: bigint): bigint {
  return a > b ? a - b : b - a;
}
