import type { Address } from "viem";

import type { Pool } from "../uniswapV3/pool.ts";
import { poolKey } from "../uniswapV3/poolKey.ts";
import { simulateSwap } from "../uniswapV3/simulateSwap.ts";
import type { SwapResult } from "../uniswapV3/simulateSwap.ts";
import { mulDivUp } from "../units/mulDivUp.ts";
import type { Route } from "./candidateRoutes.ts";
import type { UnreadTicks } from "./unreadTicks.ts";

export type LegRequest = {
  readonly pools: ReadonlyMap<string, Pool>;
  readonly usdc: Address;
  readonly weth: Address;
  readonly component: Address;
  readonly amount: bigint; // {tok} sold if positive, bought if negative
  readonly route: Route;
};

export type LegResult = {
  readonly usdc: bigint; // {usdc} paid or received; at best, where ticks are unread
  readonly fee: bigint; // {usdc} of the pools
  readonly middle: bigint; // {usdc} what it is worth at the pools' prices before, without fee
  readonly swaps: readonly SwapResult[]; // the component's pool first
  readonly after: readonly (readonly [string, Pool])[]; // pools as the leg leaves them
  readonly unread: readonly UnreadTicks[]; // where the leg needs ticks that nobody has read
};

/**
 * One leg of the router, through one pool or two. Where a pool's ticks are not known far enough, the rest counts as exchanged at
 * the price where they end, free of fees: no pool can do better.
 * @returns undefined where a pool is missing or too shallow, and where the leg brings nothing
 */
export function simulateLeg(request: LegRequest): LegResult | undefined {
  const { pools, usdc, weth, component, amount, route } = request;
  const other = route.wethFee === 0 ? usdc : weth;
  const key = poolKey(component, other, route.fee);
  const pool = pools.get(key);
  if (pool === undefined) return undefined;
  const first = hopOf(pool, component, other, amount);
  if (first === undefined) return undefined;
  const size = amount > 0n ? amount : -amount;
  const inOther = valueIn(pool, component, other, size);
  if (route.wethFee === 0) {
    const { total, swap, unread } = first;
    const fee = amount > 0n ? mulDivUp(swap.fee, total, size) : swap.fee;
    return { usdc: total, fee, middle: inOther, swaps: [swap], after: [[key, swap.after]], unread };
  }

  const wethKey = poolKey(weth, usdc, route.wethFee);
  const wethPool = pools.get(wethKey);
  if (wethPool === undefined) return undefined;
  const passed = first.total;
  const second = hopOf(wethPool, weth, usdc, amount > 0n ? passed : -passed);
  if (second === undefined) return undefined;
  const { total } = second;
  const firstFee = mulDivUp(first.swap.fee, total, amount > 0n ? size : passed);
  const secondFee = amount > 0n ? mulDivUp(second.swap.fee, total, passed) : second.swap.fee;
  return {
    usdc: total,
    fee: firstFee + secondFee,
    middle: valueIn(wethPool, weth, usdc, inOther),
    swaps: [first.swap, second.swap],
    after: [
      [key, first.swap.after],
      [wethKey, second.swap.after],
    ],
    unread: [...first.unread, ...second.unread],
  };
}

type Hop = {
  readonly swap: SwapResult;
  readonly total: bigint; // {other} received for what is sold, paid for what is bought
  readonly unread: readonly UnreadTicks[];
};

/** Sells `amount` {tok} of `token` for `other` if positive, buys it if negative. Undefined where that is not to be had. */
function hopOf(pool: Pool, token: Address, other: Address, amount: bigint): Hop | undefined {
  const isToken0 = BigInt(token) < BigInt(other);
  const zeroForOne = isToken0 === amount > 0n;
  const swap = simulateSwap({ pool, zeroForOne, amount });
  if (swap.end === "limit") return undefined;
  const rest = swap.remaining > 0n ? swap.remaining : -swap.remaining;
  const done = amount > 0n ? swap.received : swap.paid;
  const total = done + (rest === 0n ? 0n : valueIn(swap.after, token, other, rest));
  if (total === 0n) return undefined;
  const side = zeroForOne ? "below" : "above";
  const gap = { tokenA: token, tokenB: other, fee: Number(pool.fee), side } as const;
  return { swap, total, unread: rest === 0n ? [] : [gap] };
}

/** {other} Worth of `amount` {tok} at the pool's price, rounded down. */
function valueIn({ sqrtPriceX96 }: Pool, token: Address, other: Address, amount: bigint): bigint {
  const square = sqrtPriceX96 ** 2n; // Q128.192
  return BigInt(token) < BigInt(other) ? (amount * square) >> 192n : (amount << 192n) / square;
}
