import { isAddressEqual } from "viem";

import { issuanceFeeOn } from "../fees/issuanceFeeOn.ts";
import { mulDivDown } from "../units/mulDivDown.ts";
import { mulDivUp } from "../units/mulDivUp.ts";
import { WAD } from "../units/wad.ts";
import { encodeLeg } from "./encodeLeg.ts";
import { InvalidSlippageError, NoRouteError, TooLittleError } from "./errors.ts";
import type { Quote } from "./quote.ts";
import type { QuoteState } from "./quoteState.ts";
import { WORST_PRICE, routeLegs } from "./routeLegs.ts";
import type { RoutedLegs } from "./routeLegs.ts";
import { spareRoute } from "./spareRoute.ts";
import { summarizeQuote } from "./summarizeQuote.ts";

export type BuyInputs = {
  readonly state: QuoteState;
  readonly usdc: bigint; // {usdc} most that the buyer pays
  readonly slippage: bigint; // WAD, how much of it is kept back for prices that move
  readonly worst?: bigint; // WAD, how much worse than the oracle's price a component may be bought; absent: 5 %
};

/** Tries to spend what is meant to be spent; the cost is all but proportional, so few are needed unless pools end. */
const ROUNDS = 40;
const ENOUGH = 10n ** 14n; // WAD, a hundredth of a percent

const NO_SWAP = { fee: 0, wethFee: 0, limit: 0n } as const;

type Attempt = { readonly shares: bigint; readonly total: RoutedLegs };

/**
 * As many shares as `usdc` pays for if prices turn against the buyer by `slippage`: at the prices of now the rest comes back.
 * Each component takes the way that is best at the size that is bought, and none that is far worse than the oracle's price.
 * @throws NoRouteError where a component cannot be read, or no pool gives as much of it as `usdc` would pay for at such a price
 * @throws TooLittleError where `usdc` does not pay for the least amounts
 * @throws InvalidSlippageError
 */
export function quoteBuy({ state, usdc, slippage, worst = WORST_PRICE }: BuyInputs): Quote {
  if (slippage < 0n || slippage * 2n > WAD) throw new InvalidSlippageError(slippage);
  const budget = mulDivDown(usdc, WAD, WAD + slippage);
  const unreadable = state.components.find(({ readable }) => !readable);
  if (unreadable !== undefined)
    throw new NoRouteError({
      component: unreadable.token,
      reason: "unreadable",
      deviation: undefined,
    });

  const { shares, total } = largestWithin(state, budget, worst);
  if (shares === 0n) throw new TooLittleError(usdc);
  const most = (cost: bigint): bigint => mulDivUp(cost, WAD + 2n * slippage, WAD) + 1n;
  return {
    ...summarizeQuote({ state, side: "buy", shares, total }),
    limit: usdc,
    platformFee: issuanceFeeOn(shares, state.issuanceFee),
    legs: state.components.map(({ token: component }, at) => {
      if (isAddressEqual(component, state.usdc)) return encodeLeg({ component, ...NO_SWAP });
      const route = total.routes[at];
      if (route !== undefined)
        return encodeLeg({ component, ...route, limit: most(total.legs[at] ?? 0n) });
      // None is needed now. If somebody gives the index some of it, what is kept back for prices pays for it.
      const spare = spareRoute(state, at, worst);
      const limit = mulDivUp(usdc, slippage, WAD) + 1n;
      return encodeLeg({ component, ...(spare === undefined ? NO_SWAP : { ...spare, limit }) });
    }),
  };
}

/**
 * As many shares as the budget {usdc} pays for, all but a hundredth of a percent of it. Where a pool ends before that, fewer are
 * tried, for a step may have gone too far; what no pool gives then is named.
 */
function largestWithin(state: QuoteState, budget: bigint, worst: bigint): Attempt {
  const attempt = (shares: bigint): Attempt => ({
    shares,
    total: routeLegs({ state, amounts: requiredOf(state, shares), worst, minimum: 0n }),
  });
  let last = attempt(WAD / 1_000n); // a small one, for the prices at the margin
  refuseMissing(last);
  let fits = attempt(0n);
  let tooMany: Attempt | undefined;
  for (let round = 0; round < ROUNDS; round += 1) {
    const complete = last.total.missing.length === 0;
    if (complete && last.total.usdc <= budget) {
      fits = last;
      if ((budget - fits.total.usdc) * WAD <= budget * ENOUGH) return fits;
    } else tooMany = last;
    const aim = complete ? mulDivDown(last.shares, budget, last.total.usdc) : 0n;
    const inside = aim > fits.shares && (tooMany === undefined || aim < tooMany.shares);
    const next = inside ? aim : (fits.shares + (tooMany ?? fits).shares) / 2n;
    if (next === fits.shares) break;
    last = attempt(next);
  }
  refuseMissing(tooMany);
  return fits;
}

function refuseMissing(attempt: Attempt | undefined): void {
  const missing = attempt?.total.missing[0];
  if (missing !== undefined) throw new NoRouteError(missing, attempt?.total.unread);
}

/** {tok} What `shares`, and the fee on top, take of each component, rounded up as the vault does, as amounts that are bought. */
function requiredOf(state: QuoteState, shares: bigint): bigint[] {
  const gross = shares + issuanceFeeOn(shares, state.issuanceFee);
  return state.components.map(
    ({ held, pendingShares }) =>
      -mulDivUp(held + (pendingShares > 0n ? 1n : 0n), gross, state.supply),
  );
}
