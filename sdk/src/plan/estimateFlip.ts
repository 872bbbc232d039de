import { mulDivUp } from "../units/mulDivUp.ts";
import { WAD } from "../units/wad.ts";
import { planTrades } from "./planTrades.ts";
import type { PlanInputs } from "./planTrades.ts";

/** What leaving for USDC would cost now, before anybody decides to. */
export type FlipEstimate = {
  readonly cost: bigint; // WAD of NAV: fees and impact of what can be sold
  readonly stays: bigint; // WAD of NAV that would not be sold within the worst price, without a price or a pool
  readonly legs: number;
  readonly trades: number; // transactions
  readonly gas: bigint; // {gas}
};

/**
 * The cost of a change to bear: the planner's own plan with every target at zero, the loss caps and the turnover limit apart, so that they can be
 * held against it. Coming back costs about as much again.
 */
export function estimateFlip(inputs: PlanInputs): FlipEstimate {
  const { trades, cost } = planTrades({
    ...inputs,
    components: inputs.components.map((component) => ({ ...component, units: 0n })),
    usdc: { ...inputs.usdc, units: 0n },
    lossAvailable: inputs.nav,
    turnoverAvailable: undefined,
  });
  const legs = trades.flatMap((trade) => trade.legs);
  const sold = legs.reduce((sum, { value }) => sum + value, 0n);
  const held = inputs.nav - (inputs.usdc.held * inputs.usdc.price) / 10n ** 36n;
  const part = (amount: bigint): bigint =>
    inputs.nav === 0n || amount <= 0n ? 0n : mulDivUp(amount, WAD, inputs.nav);
  return {
    cost: part(cost),
    stays: part(held - sold),
    legs: legs.length,
    trades: trades.length,
    gas: trades.reduce((sum, { gas }) => sum + gas, 0n),
  };
}
