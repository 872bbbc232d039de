import type { Address, Client } from "viem";
import { readContract } from "viem/actions";

import { indexLensAbi } from "../abi/indexLensAbi.ts";
import type { Pool } from "../uniswapV3/pool.ts";
import { poolKey } from "../uniswapV3/poolKey.ts";
import type { QuoteState } from "./quoteState.ts";
import { readInParts } from "../chain/readInParts.ts";
import type { UnreadTicks } from "./unreadTicks.ts";

export type FurtherInputs = {
  readonly client: Client;
  readonly lens: Address;
  readonly state: QuoteState;
  readonly unread: readonly UnreadTicks[];
};

/** Ticks of a range that are asked for at once. */
const REACH = 3_000;

/** The state at its block with more ticks of the pools that a quote ran out of, in one request unless a node refuses it. */
export async function readFurther(inputs: FurtherInputs): Promise<QuoteState> {
  const { client, lens, state, unread } = inputs;
  const sides = new Map(
    unread.map(({ tokenA, tokenB, fee, side }) => {
      const key = poolKey(tokenA, tokenB, fee);
      return [`${key} ${side}`, { key, side, tokens: { tokenA, tokenB, fee } }];
    }),
  );
  const gaps = [...sides.values()].flatMap(({ key, side, tokens }) => {
    const pool = state.pools.get(key);
    if (pool === undefined) return [];
    const [from, to] =
      side === "below"
        ? [pool.lowest - 1, pool.lowest - REACH]
        : [pool.highest + 1, pool.highest + REACH];
    return [{ key, side, range: { ...tokens, from, to } }];
  });
  const spans = await readInParts(gaps, gaps.length, (part) =>
    readContract(client, {
      address: lens,
      abi: indexLensAbi,
      functionName: "tickSpans",
      args: [part.map(({ range }) => range)],
      blockNumber: state.blockNumber,
    }),
  );
  const pools = new Map(state.pools);
  spans.forEach((span, at) => {
    const gap = gaps[at];
    const pool = gap === undefined ? undefined : pools.get(gap.key);
    if (gap === undefined || pool === undefined) return;
    const ticks = span.ticks.map((tick, i) => ({
      tick,
      liquidityNet: span.liquidityNets[i] ?? 0n,
    }));
    const wider: Pool =
      gap.side === "below"
        ? { ...pool, lowest: span.known, ticks: [...ticks.toReversed(), ...pool.ticks] }
        : { ...pool, highest: span.known, ticks: [...pool.ticks, ...ticks] };
    pools.set(gap.key, wider);
  });
  return { ...state, pools };
}
