import { isAddressEqual } from "viem";

import { valueOf } from "../plan/valueOf.ts";
import type { Pool } from "../uniswapV3/pool.ts";
import { LEG_GAS, swapGas } from "../uniswapV3/swapGas.ts";
import { candidateRoutes } from "./candidateRoutes.ts";
import type { Route } from "./candidateRoutes.ts";
import { LARGEST_LIMIT } from "./encodeLeg.ts";
import type { MissingLeg, MissingReason } from "./missingLeg.ts";
import { oracleDeviation } from "./oracleDeviation.ts";
import type { QuotedComponent, QuoteState } from "./quoteState.ts";
import { simulateLeg } from "./simulateLeg.ts";
import type { LegResult } from "./simulateLeg.ts";
import type { UnreadTicks } from "./unreadTicks.ts";

/** WAD How much worse than the oracle's price a leg of a quote may be if nobody says otherwise, fees and impact included. */
export const WORST_PRICE = 50_000_000_000_000_000n;

export type LegsInputs = {
  readonly state: QuoteState;
  readonly amounts: readonly bigint[]; // {tok} in basket order, sold if positive, bought if negative
  readonly worst: bigint; // WAD, how much worse than the oracle's price a leg may be
  readonly minimum: bigint; // {usdc} legs that move less are left out
};

export type RoutedLegs = {
  readonly usdc: bigint; // {usdc} of all legs, USDC itself included
  readonly fee: bigint; // {usdc} of the pools
  readonly middle: bigint; // {usdc} at the pools' prices before, without fee
  readonly fair: bigint; // {uoa} at the oracle's prices
  readonly legs: readonly bigint[]; // {usdc} of each, in basket order
  readonly routes: readonly (Route | undefined)[]; // in basket order; undefined where nothing is swapped
  readonly deviations: readonly (bigint | undefined)[]; // WAD, how much worse than the oracle's price each swap is
  readonly missing: readonly MissingLeg[]; // left out
  readonly unread: readonly UnreadTicks[]; // with these a leg may be better, or not be missing
  readonly hops: number; // swaps
  readonly crossedUp: number; // initialized ticks, by rising prices
  readonly crossedDown: number; // by falling ones
};

type RoutedLeg = LegResult & { readonly route: Route; readonly deviation: bigint };

/** The best leg of a component, if there is one, or why there is none. */
type Choice = {
  readonly leg?: RoutedLeg;
  readonly missing?: MissingLeg;
  readonly unread: readonly UnreadTicks[];
};

/** {usdc} Less is worth no swap. */
const TINY = 2n;

/**
 * All legs one after the other, each by the way that is best for its whole size in the pools as the ones before left them. A way
 * that is worse than the oracle's price by more than `worst` is none.
 */
export function routeLegs(inputs: LegsInputs): RoutedLegs {
  const { state, amounts } = inputs;
  const usdcPrice = state.components.find(({ token }) => isAddressEqual(token, state.usdc))?.price;
  const pools = new Map(state.pools);
  const legs: bigint[] = [];
  const routes: (Route | undefined)[] = [];
  const deviations: (bigint | undefined)[] = [];
  const missing: MissingLeg[] = [];
  const unread: UnreadTicks[] = [];
  let [usdc, fee, middle, fair] = [0n, 0n, 0n, 0n];
  let [hops, crossedUp, crossedDown] = [0, 0, 0];
  state.components.forEach((component, at) => {
    const amount = amounts[at] ?? 0n;
    const size = amount < 0n ? -amount : amount;
    const cash = isAddressEqual(component.token, state.usdc);
    const choice: Choice =
      size === 0n || cash ? { unread: [] } : chooseLeg(inputs, pools, usdcPrice, component, amount);
    const { leg } = choice;
    routes.push(leg?.route);
    deviations.push(leg?.deviation);
    unread.push(...choice.unread);
    if (choice.missing !== undefined) missing.push(choice.missing);
    else fair += valueOf(size, component.price ?? 0n);
    if (leg === undefined) {
      const held = cash ? size : 0n;
      legs.push(held);
      [usdc, middle] = [usdc + held, middle + held];
      return;
    }
    for (const [key, after] of leg.after) pools.set(key, after);
    legs.push(leg.usdc);
    [usdc, fee, middle] = [usdc + leg.usdc, fee + leg.fee, middle + leg.middle];
    hops += leg.swaps.length;
    for (const swap of leg.swaps)
      if (swap.zeroForOne) crossedDown += swap.crossed;
      else crossedUp += swap.crossed;
  });
  return {
    usdc,
    fee,
    middle,
    fair,
    legs,
    routes,
    deviations,
    missing,
    unread,
    hops,
    crossedUp,
    crossedDown,
  };
}

function chooseLeg(
  { state, worst, minimum }: LegsInputs,
  pools: ReadonlyMap<string, Pool>,
  usdcPrice: bigint | undefined,
  { token: component, price }: QuotedComponent,
  amount: bigint,
): Choice {
  const refuse = (reason: MissingReason, deviation?: bigint): Choice => ({
    missing: { component, reason, deviation },
    unread: [],
  });
  if (price === undefined || usdcPrice === undefined) return refuse("no price");

  const better = (a: LegResult, b: LegResult): boolean =>
    amount > 0n ? a.usdc > b.usdc : a.usdc < b.usdc;
  const partial: LegResult[] = []; // at best so good
  let best: RoutedLeg | undefined;
  let nearest: bigint | undefined;
  let costly = false;
  for (const route of candidateRoutes(isAddressEqual(component, state.weth))) {
    const leg = simulateLeg({ ...state, pools, component, amount, route });
    if (leg === undefined || leg.usdc > LARGEST_LIMIT) continue;
    const deviation = oracleDeviation({ amount, usdc: leg.usdc, price, usdcPrice });
    if (nearest === undefined || deviation < nearest) nearest = deviation;
    if (deviation > worst) continue;
    // The router gives both swaps of a sale one cap: the second runs in the callback of the first.
    const gas = leg.swaps.reduce((sum, swap) => sum + swapGas(swap), 0n);
    if (amount > 0n && gas > LEG_GAS) costly = true;
    else if (leg.unread.length > 0) partial.push(leg);
    else if (best === undefined || better(leg, best)) best = { ...leg, route, deviation };
  }

  const small = amount > 0n && amount * price < TINY * usdcPrice;
  if (small || (best !== undefined && best.usdc < minimum)) return refuse("too small");
  const found = best;
  const unread = partial
    .filter((leg) => found === undefined || better(leg, found))
    .flatMap((leg) => leg.unread);
  if (best !== undefined) return { leg: best, unread };
  if (nearest === undefined) return refuse("no pool");
  if (unread.length > 0) return { ...refuse("unread ticks", nearest), unread };
  return refuse(costly ? "too much gas" : "worse than the oracle", nearest);
}
