import { isAddressEqual } from "viem";

import { BeyondReachError } from "./BeyondReachError.ts";
import { candidateRoutes } from "./candidateRoutes.ts";
import type { Route } from "./candidateRoutes.ts";
import type { QuoteState } from "./quoteState.ts";
import { simulateLeg } from "./simulateLeg.ts";

/**
 * The best way for each component, at the pools' present state.
 * @param amounts {tok} in basket order, sold if positive, bought if negative
 * @returns undefined where there is nothing to swap, or no way
 */
export function chooseRoutes(state: QuoteState, amounts: readonly bigint[]): (Route | undefined)[] {
  return state.components.map(({ token }, at) => {
    const amount = amounts[at] ?? 0n;
    if (amount === 0n || isAddressEqual(token, state.usdc)) return undefined;
    let best: { readonly route: Route; readonly usdc: bigint } | undefined;
    for (const route of candidateRoutes(isAddressEqual(token, state.weth))) {
      const usdc = usdcOf(state, token, amount, route);
      if (usdc === undefined) continue;
      const better = best === undefined || (amount > 0n ? usdc > best.usdc : usdc < best.usdc);
      if (better) best = { route, usdc };
    }
    return best?.route;
  });
}

/** {usdc} What a way brings or costs; undefined where it does not lead there. */
function usdcOf(
  state: QuoteState,
  component: QuoteState["usdc"],
  amount: bigint,
  route: Route,
): bigint | undefined {
  try {
    return simulateLeg({ ...state, component, amount, route })?.usdc;
  } catch (error) {
    if (error instanceof BeyondReachError) return undefined;
    throw error;
  }
}
