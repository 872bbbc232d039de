import type { Address } from "viem";

import type { Pool } from "../uniswapV3/pool.ts";
import { poolKey } from "../uniswapV3/poolKey.ts";
import { simulateSwap } from "../uniswapV3/simulateSwap.ts";
import type { SwapResult } from "../uniswapV3/simulateSwap.ts";
import { mulDivUp } from "../units/mulDivUp.ts";
import type { Route } from "./candidateRoutes.ts";

export type LegRequest = {
  readonly pools: ReadonlyMap<string, Pool>;
  readonly usdc: Address;
  readonly weth: Address;
  readonly component: Address;
  readonly amount: bigint; // {tok} sold if positive, bought if negative
  readonly route: Route;
};

export type LegResult = {
  readonly usdc: bigint; // {usdc} paid or received
  readonly fee: bigint; // {usdc} of the pools
  readonly middle: bigint; // {usdc} what it is worth at the pools' prices before, without fee
  readonly crossed: number; // initialized ticks
  readonly after: readonly (readonly [string, Pool])[]; // pools as the leg leaves them
};

/** One leg of the router, through one pool or two. Undefined where a pool is missing, or is not known or deep far enough. */
export function simulateLeg(request: LegRequest): LegResult | undefined {
  const { pools, usdc, weth, component, amount, route } = request;
  const other = route.wethFee === 0 ? usdc : weth;
  const key = poolKey(component, other, route.fee);
  const state = pools.get(key);
  if (state === undefined) return undefined;
  const first = swap(state, component, other, amount);
  if (first.end !== "done") return undefined;
  const size = amount > 0n ? amount : -amount;
  const inOther = valueIn(state, component, other, size);
  if (route.wethFee === 0) {
    const total = amount > 0n ? first.received : first.paid;
    const fee = amount > 0n ? mulDivUp(first.fee, total, first.paid) : first.fee;
    const { crossed } = first;
    return { usdc: total, fee, middle: inOther, crossed, after: [[key, first.after]] };
  }

  const wethKey = poolKey(weth, usdc, route.wethFee);
  const wethState = pools.get(wethKey);
  if (wethState === undefined) return undefined;
  const second = swap(wethState, weth, usdc, amount > 0n ? first.received : -first.paid);
  if (second.end !== "done") return undefined;
  const total = amount > 0n ? second.received : second.paid;
  const firstFee = mulDivUp(first.fee, total, first.paid);
  const secondFee = amount > 0n ? mulDivUp(second.fee, total, second.paid) : second.fee;
  return {
    usdc: total,
    fee: firstFee + secondFee,
    middle: valueIn(wethState, weth, usdc, inOther),
    crossed: first.crossed + second.crossed,
    after: [
      [key, first.after],
      [wethKey, second.after],
    ],
  };
}

/** Sells `amount` {tok} of `token` for `other` if positive, buys it if negative. */
function swap(pool: Pool, token: Address, other: Address, amount: bigint): SwapResult {
  const isToken0 = BigInt(token) < BigInt(other);
  return simulateSwap({ pool, zeroForOne: isToken0 === amount > 0n, amount });
}

/** {other} Worth of `amount` {tok} at the pool's price, rounded down. */
function valueIn({ sqrtPriceX96 }: Pool, token: Address, other: Address, amount: bigint): bigint {
  const square = sqrtPriceX96 ** 2n; // Q128.192
  return BigInt(token) < BigInt(other) ? (amount * square) >> 192n : (amount << 192n) / square;
}
