import type { Address } from "viem";

export type LegSide = "sell" | "buy";

/** Why a leg is done. */
export type LegReason = "leaves" | "above target" | "funds purchases" | "below target";

/** The second pool of a leg whose own pool pays what is between. The planner makes none. */
export type PlannedHop = {
  readonly pool: Address;
  readonly between: Address;
  readonly sqrtPriceLimitX96: bigint; // Q64.96
};

/** One swap of a component against USDC, or two. */
export type PlannedLeg = {
  readonly pool: Address;
  readonly token: Address;
  readonly position: number; // in the basket
  readonly side: LegSide;
  readonly sell: number; // index into the trade's sells
  readonly buy: number; // index into the trade's buys
  readonly amount: bigint; // {tok} of the component
  readonly exactOutput: boolean;
  readonly sqrtPriceLimitX96: bigint; // Q64.96
  readonly hop?: PlannedHop;
  readonly reason: LegReason;
  readonly usdc: bigint; // {usdc} expected
  readonly value: bigint; // {uoa} of the component's amount, at the oracle's price
  readonly cost: bigint; // {uoa} expected: fee, impact, and how far the pool is off the oracle
};

/** One side of a trade as the vault takes it. */
export type PlannedSide = {
  readonly position: bigint;
  readonly amount: bigint; /* {tok} at most */
};

/** One transaction. USDC stands on both sides where sales pay for purchases. */
export type PlannedTrade = {
  readonly sells: readonly PlannedSide[];
  readonly buys: readonly PlannedSide[];
  readonly legs: readonly PlannedLeg[];
  readonly gas: bigint; // {gas} estimated from the number of legs
  readonly cost: bigint; // {uoa} expected
};

/** What is off its target and not traded now. */
export type SkippedLeg = {
  readonly token: Address;
  readonly position: number;
  readonly side: LegSide;
  readonly value: bigint; // {uoa} of what is not traded; zero without a price
  readonly reason: string;
};

/** What to do, in order: data that can be printed, compared and replayed. */
export type Plan = {
  readonly trades: readonly PlannedTrade[];
  readonly skipped: readonly SkippedLeg[];
  readonly warnings: readonly string[];
  readonly cost: bigint; // {uoa} expected
};
