import { mulDivDown } from "../units/mulDivDown.ts";
import { mulDivUp } from "../units/mulDivUp.ts";
import { WAD } from "../units/wad.ts";
import { chooseRoutes } from "./chooseRoutes.ts";
import { encodeLeg } from "./encodeLeg.ts";
import { NoRouteError } from "./NoRouteError.ts";
import type { Quote } from "./quote.ts";
import type { QuoteState } from "./quoteState.ts";
import { simulateLegs } from "./simulateLegs.ts";
import { summarizeQuote } from "./summarizeQuote.ts";

export type BuyInputs = {
  readonly state: QuoteState;
  readonly usdc: bigint; // {usdc} most that the buyer pays
  readonly slippage: bigint; // WAD, how much of it is kept back for prices that move
};

/** Tries to spend what is meant to be spent; the cost is all but proportional, so few are needed. */
const ROUNDS = 6;
const ENOUGH = 10n ** 14n; // WAD, a hundredth of a percent

/**
 * As many shares as `usdc` pays for if prices turn against the buyer by `slippage`: at the prices of now the rest comes back.
 * @throws NoRouteError, or BeyondReachError where a pool is not deep enough
 */
export function quoteBuy({ state, usdc, slippage }: BuyInputs): Quote {
  const budget = mulDivDown(usdc, WAD, WAD + slippage);
  const unreadable = state.components.find(({ readable }) => !readable);
  if (unreadable !== undefined) throw new NoRouteError(unreadable.token);

  let shares = WAD / 1_000n; // a small one, for the prices at the margin
  const routes = chooseRoutes(state, requiredOf(state, shares));
  let total = simulateLegs(state, requiredOf(state, shares), routes);
  for (let round = 0; round < ROUNDS; round += 1) {
    if (total.usdc <= budget && (budget - total.usdc) * WAD <= budget * ENOUGH) break;
    shares = mulDivDown(shares, budget, total.usdc);
    total = simulateLegs(state, requiredOf(state, shares), routes);
  }
  while (total.usdc > budget) {
    shares = mulDivDown(shares, 9_999n * budget, 10_000n * total.usdc);
    total = simulateLegs(state, requiredOf(state, shares), routes);
  }

  const most = (cost: bigint): bigint => mulDivUp(cost, WAD + 2n * slippage, WAD) + 1n;
  return {
    ...summarizeQuote({ state, side: "buy", shares, total }),
    limit: usdc,
    legs: state.components.map(({ token: component }, at) => {
      const route = routes[at];
      return route === undefined
        ? encodeLeg({ component, fee: 0, wethFee: 0, limit: 0n })
        : encodeLeg({ component, ...route, limit: most(total.legs[at] ?? 0n) });
    }),
  };
}

/** {tok} What `shares` take of each component, rounded up as the vault does, as amounts that are bought. */
function requiredOf({ components, supply }: QuoteState, shares: bigint): bigint[] {
  return components.map(
    ({ held, pendingShares }) => -mulDivUp(held + (pendingShares > 0n ? 1n : 0n), shares, supply),
  );
}
