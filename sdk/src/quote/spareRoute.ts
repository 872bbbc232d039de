import { PRICE_BASE } from "../plan/valueOf.ts";
import { mulDivUp } from "../units/mulDivUp.ts";
import { WAD } from "../units/wad.ts";
import type { Route } from "./candidateRoutes.ts";
import type { QuoteState } from "./quoteState.ts";
import { routeLegs } from "./routeLegs.ts";

/**
 * The way by which a purchase buys a component that it does not need now, and will need if anybody gives the index some of it: the
 * best one for a dollar's worth. Undefined where there is none.
 * @param at position of the component in the basket
 */
export function spareRoute(state: QuoteState, at: number, worst: bigint): Route | undefined {
  const price = state.components[at]?.price;
  if (price === undefined) return undefined;
  const amount = mulDivUp(WAD, PRICE_BASE, price); // {tok}
  const amounts = state.components.map((_, i) => (i === at ? -amount : 0n));
  return routeLegs({ state, amounts, worst, minimum: 0n }).routes[at];
}
