import { isAddressEqual } from "viem";

import type { Route } from "./candidateRoutes.ts";
import { NoRouteError } from "./NoRouteError.ts";
import type { QuoteState } from "./quoteState.ts";
import { simulateLeg } from "./simulateLeg.ts";

export type LegsResult = {
  readonly usdc: bigint; // {usdc} of all legs, USDC itself included
  readonly fee: bigint; // {usdc} of the pools
  readonly middle: bigint; // {usdc} at the pools' prices before, without fee
  readonly legs: readonly bigint[]; // {usdc} of each, in basket order
  readonly hops: number; // swaps
};

/**
 * All legs one after the other, each in the pools as the ones before left them.
 * @param amounts {tok} in basket order, sold if positive, bought if negative
 * @throws NoRouteError for an amount without a route, BeyondReachError where a pool is not deep enough
 */
export function simulateLegs(
  state: QuoteState,
  amounts: readonly bigint[],
  routes: readonly (Route | undefined)[],
): LegsResult {
  const pools = new Map(state.pools);
  const legs: bigint[] = [];
  let [usdc, fee, middle, hops] = [0n, 0n, 0n, 0];
  state.components.forEach(({ token: component }, at) => {
    const amount = amounts[at] ?? 0n;
    const size = amount < 0n ? -amount : amount;
    const cash = isAddressEqual(component, state.usdc);
    const route = routes[at];
    if (size === 0n || cash) {
      const held = cash ? size : 0n;
      legs.push(held);
      [usdc, middle] = [usdc + held, middle + held];
      return;
    }
    const leg =
      route === undefined
        ? undefined
        : simulateLeg({ pools, usdc: state.usdc, weth: state.weth, component, amount, route });
    if (leg === undefined || route === undefined) throw new NoRouteError(component);
    for (const [key, after] of leg.after) pools.set(key, after);
    legs.push(leg.usdc);
    [usdc, fee, middle] = [usdc + leg.usdc, fee + leg.fee, middle + leg.middle];
    hops += route.wethFee === 0 ? 1 : 2;
  });
  return { usdc, fee, middle, legs, hops };
}
