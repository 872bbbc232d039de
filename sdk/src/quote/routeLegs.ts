import { isAddressEqual } from "viem";
import type { Address } from "viem";

import type { Pool } from "../uniswapV3/pool.ts";
import { candidateRoutes } from "./candidateRoutes.ts";
import type { Route } from "./candidateRoutes.ts";
import type { QuoteState } from "./quoteState.ts";
import { simulateLeg } from "./simulateLeg.ts";
import type { LegResult } from "./simulateLeg.ts";

export type RoutedLegs = {
  readonly usdc: bigint; // {usdc} of all legs, USDC itself included
  readonly fee: bigint; // {usdc} of the pools
  readonly middle: bigint; // {usdc} at the pools' prices before, without fee
  readonly legs: readonly bigint[]; // {usdc} of each, in basket order
  readonly routes: readonly (Route | undefined)[]; // in basket order; undefined where nothing is swapped
  readonly missing: readonly Address[]; // components that no pool takes, or gives, so much of: left out
  readonly hops: number; // swaps
  readonly crossed: number; // initialized ticks
};

type RoutedLeg = LegResult & { readonly route: Route };

/**
 * All legs one after the other, each by the way that is best for its whole size in the pools as the ones before left them.
 * @param amounts {tok} in basket order, sold if positive, bought if negative
 */
export function routeLegs(state: QuoteState, amounts: readonly bigint[]): RoutedLegs {
  const pools = new Map(state.pools);
  const legs: bigint[] = [];
  const routes: (Route | undefined)[] = [];
  const missing: Address[] = [];
  let [usdc, fee, middle, hops, crossed] = [0n, 0n, 0n, 0, 0];
  state.components.forEach(({ token }, at) => {
    const amount = amounts[at] ?? 0n;
    const cash = isAddressEqual(token, state.usdc);
    const leg = amount === 0n || cash ? undefined : bestLeg({ ...state, pools }, token, amount);
    routes.push(leg?.route);
    if (leg === undefined) {
      const held = cash ? (amount < 0n ? -amount : amount) : 0n;
      legs.push(held);
      [usdc, middle] = [usdc + held, middle + held];
      if (amount !== 0n && !cash) missing.push(token);
      return;
    }
    for (const [key, after] of leg.after) pools.set(key, after);
    legs.push(leg.usdc);
    [usdc, fee, middle] = [usdc + leg.usdc, fee + leg.fee, middle + leg.middle];
    hops += leg.route.wethFee === 0 ? 1 : 2;
    crossed += leg.crossed;
  });
  return { usdc, fee, middle, legs, routes, missing, hops, crossed };
}

type Pools = Pick<QuoteState, "usdc" | "weth"> & {
  readonly pools: ReadonlyMap<string, Pool>;
};

function bestLeg(state: Pools, component: Address, amount: bigint): RoutedLeg | undefined {
  let best: RoutedLeg | undefined;
  for (const route of candidateRoutes(isAddressEqual(component, state.weth))) {
    const leg = simulateLeg({ ...state, component, amount, route });
    if (leg === undefined) continue;
    const better =
      best === undefined || (amount > 0n ? leg.usdc > best.usdc : leg.usdc < best.usdc);
    if (better) best = { ...leg, route };
  }
  return best;
}
