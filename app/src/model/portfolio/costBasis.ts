import { mulDivDown } from "@sheaf/sdk/units/mulDivDown";
import { mulDivUp } from "@sheaf/sdk/units/mulDivUp";

/** A purchase or an exit of an account, in the chain's order. */
export type OwnEvent =
  | {
      readonly kind: "bought";
      readonly shares: bigint; // {share}
      readonly usdc: bigint; // {usdc} paid
      readonly feeShares: bigint; // {share} issued to the fee's recipients on top
    }
  | { readonly kind: "left"; readonly shares: bigint /* {share} sold or redeemed */ };

/** Cost of an account's present shares, and all purchase fees that it ever paid. */
export type CostBasis = {
  readonly cost: bigint | undefined; // {usdc} rounded up; undefined: shares came or went in another way
  readonly fees: bigint; // {usdc} rounded up
};

/**
 * Average cost of the shares that an account has, from its own events: an exit takes its part of the cost with it.
 * @param held {share} Balance now. Where the events do not lead to it, as shares were given or issued in kind, the cost is unknown.
 */
export function costBasis(events: readonly OwnEvent[], held: bigint): CostBasis {
  let shares = 0n;
  let cost = 0n; // {usdc}
  let fees = 0n; // {usdc}
  let isComplete = true;
  for (const event of events) {
    if (event.kind === "bought") {
      shares += event.shares;
      cost += event.usdc;
      const issued = event.shares + event.feeShares;
      if (issued > 0n) fees += mulDivUp(event.usdc, event.feeShares, issued);
      continue;
    }
    if (event.shares > shares) {
      isComplete = false;
      break;
    }
    if (shares > 0n) cost -= mulDivDown(cost, event.shares, shares);
    shares -= event.shares;
  }
  return { cost: isComplete && shares === held ? cost : undefined, fees };
}
