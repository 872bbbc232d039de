import { mulDivDown } from "../units/mulDivDown.ts";
import { WAD } from "../units/wad.ts";
import type { PricedLeg } from "./packTrades.ts";

export type LegsInTiers = {
  readonly legs: readonly PricedLeg[];
  readonly over: readonly PricedLeg[];
  readonly slack: bigint; // {uoa} that the tiers still allow to lose
};

/**
 * The legs that together cost no more than the slippage tiers of their components allow, as the vault sums both over a trade.
 * A leg that costs more than its own tier is done only if other legs leave as much.
 *
 * @param slack {uoa} What legs before these leave.
 */
export function fitTiers(legs: readonly PricedLeg[], slack: bigint): LegsInTiers {
  let left = legs.reduce((sum, leg) => sum + slackOf(leg), slack);
  if (left >= 0n) return { legs, over: [], slack: left };
  const over = new Set<PricedLeg>();
  for (const leg of legs.toSorted((a, b) => (slackOf(a) < slackOf(b) ? -1 : 1))) {
    if (left >= 0n || slackOf(leg) >= 0n) break;
    over.add(leg);
    left -= slackOf(leg);
  }
  return { legs: legs.filter((leg) => !over.has(leg)), over: [...over], slack: left };
}

/** {uoa} What a leg's tier allows beyond its cost; zero without a tier. */
function slackOf({ component, value, cost }: PricedLeg): bigint {
  if (component.slippage === undefined) return 0n;
  return mulDivDown(value, component.slippage, WAD) - cost;
}
