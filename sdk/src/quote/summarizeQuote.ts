import { isAddressEqual } from "viem";

import { valueOf } from "../plan/valueOf.ts";
import { mulDivUp } from "../units/mulDivUp.ts";
import { WAD } from "../units/wad.ts";
import type { Quote } from "./quote.ts";
import type { QuoteState } from "./quoteState.ts";
import type { RoutedLegs } from "./routeLegs.ts";

/** {gas} Measured at 100 components, rounded up. */
const BASE_GAS = { buy: 200_000n, sell: 350_000n } as const;
const COMPONENT_GAS = { buy: 27_000n, sell: 45_000n } as const;
const HOP_GAS = 65_000n; // of a swap that moves a tick
/** {gas} Of an initialized tick that a swap crosses. One above the price has no fee growth yet: its first crossing writes it. */
const CROSSING_GAS = { up: 54_000n, down: 32_000n } as const;

export type SummaryInputs = {
  readonly state: QuoteState;
  readonly side: "buy" | "sell";
  readonly shares: bigint; // {share}
  readonly total: RoutedLegs;
};

/** What both kinds of quotes say of themselves. */
export function summarizeQuote({
  state,
  side,
  shares,
  total,
}: SummaryInputs): Omit<Quote, "limit" | "legs" | "platformFee"> {
  const { usdc, fee, middle, fair, deviations, unread, hops, crossedUp, crossedDown } = total;
  const net = side === "buy" ? usdc - fee - middle : middle - usdc - fee; // {usdc}
  const value = (shares * state.navPerShare) / WAD;
  const dollar = state.components.find(({ token }) => isAddressEqual(token, state.usdc))?.price;
  const cash = dollar === undefined ? undefined : valueOf(usdc, dollar); // {uoa}
  const lost = side === "buy" ? (cash ?? 0n) - fair : fair - (cash ?? 0n); // {uoa}
  return {
    blockNumber: state.blockNumber,
    basketId: state.basketId,
    shares,
    usdc,
    poolFee: fee,
    impact: net <= 0n || middle === 0n ? 0n : (net * WAD) / middle,
    value,
    valueComplete: state.navComplete,
    // What comes in kind is no part of a sale's exchange.
    cost: cash === undefined ? undefined : side === "buy" ? cash - value : lost,
    deviation: cash === undefined || fair === 0n ? undefined : mulDivUp(lost, WAD, fair),
    deviations,
    unread,
    gas:
      BASE_GAS[side] +
      COMPONENT_GAS[side] * BigInt(state.components.length) +
      HOP_GAS * BigInt(hops) +
      CROSSING_GAS.up * BigInt(crossedUp) +
      CROSSING_GAS.down * BigInt(crossedDown),
  };
}
