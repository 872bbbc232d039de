import type { Address } from "viem";

import { mulDivDown } from "../units/mulDivDown.ts";
import { mulDivUp } from "../units/mulDivUp.ts";
import { UNIT_SCALE } from "../units/unitScale.ts";
import { WAD } from "../units/wad.ts";
import { limitChunks } from "./limitChunks.ts";
import { dustOf } from "./dustOf.ts";
import { leastTradeOf } from "./leastTradeOf.ts";
import { routeLeg } from "./routeLeg.ts";
import { valueOf } from "./valueOf.ts";
import type { ChunkLimits } from "./limitChunks.ts";
import type { LegReason, LegSide, SkippedLeg } from "./plan.ts";
import type { PlanLimits } from "./planLimits.ts";
import type { Pool } from "./pool.ts";

/** A component of the basket, USDC apart. */
export type PlanComponent = {
  readonly position: number;
  readonly token: Address;
  readonly units: bigint; // D36{tok/share} target
  readonly held: bigint; // {tok}
  readonly price: bigint | undefined; // {uoa} per 1e36 {tok}; undefined where the oracle doubts
  readonly dust: bigint; // {tok} at which a leaver drops out by itself
  /** WAD Tier: what a trade may lose of this component's value. Undefined: unlimited. */
  readonly slippage?: bigint | undefined;
  readonly sellable: boolean;
  readonly buyable: boolean;
  readonly pool: Pool | undefined;
  /** Other pools against USDC, that take their parts where that is worth their legs' gas. */
  readonly otherPools?: readonly Pool[] | undefined;
  /** Why it is not to be traded now, for example as its last leg failed. */
  readonly blocked?: string | undefined;
  /** The vault says that it is off its target: trade it however small. */
  readonly insisted?: boolean | undefined;
};

export type LegChoiceInputs = {
  readonly components: readonly PlanComponent[];
  readonly usdcPrice: bigint; // {uoa} per 1e36 {usdc}
  readonly carried: bigint; // bitmap
  readonly supply: bigint; // {share}
  readonly nav: bigint; // {uoa}
  readonly limits: PlanLimits;
  /** Absent: everything at once. */
  readonly chunks?: ChunkLimits | undefined;
};

/** A leg that is worth doing, before it is known what can be paid for. */
export type ChosenLeg = {
  readonly component: PlanComponent & { readonly price: bigint };
  readonly pool: Pool;
  readonly side: LegSide;
  readonly reason: LegReason;
  readonly amount: bigint; // {tok} at most: to the target, and to the pool's limit
  readonly sqrtPriceLimitX96: bigint; // Q64.96
  readonly value: bigint; // {uoa} of the amount
  readonly whole: bigint; // {uoa} of all that this and the legs that follow it are to move
};

/** Legs by value, the greatest first, ties by position and pool. */
export type LegChoice = {
  readonly legs: readonly ChosenLeg[];
  /** Sales of what is above its target by less than its tolerance: only to fund purchases. */
  readonly reserves: readonly ChosenLeg[];
  readonly skipped: readonly SkippedLeg[];
  readonly warnings: readonly string[];
};

const WITHIN_TOLERANCE = "within tolerance";

/** What stands off its target by enough to be traded, and can be. */
export function chooseLegs(inputs: LegChoiceInputs): LegChoice {
  const legs: ChosenLeg[] = [];
  const reserves: ChosenLeg[] = [];
  const skipped: SkippedLeg[] = [];
  const warnings: string[] = [];
  for (const component of inputs.components.toSorted((a, b) => a.position - b.position)) {
    const { side, amount } = distanceOf(component, inputs.supply);
    const carried = (inputs.carried >> BigInt(component.position)) & 1n; // its target is what is held
    if (amount === 0n || carried === 1n) continue;
    const value = valueOf(amount, component.price ?? 0n);
    const obstacle =
      obstacleOf(component, side) ?? tooSmall(component, side, amount, value, inputs);
    const routed =
      obstacle === undefined || (obstacle === WITHIN_TOLERANCE && side === "sell")
        ? legsOf(component, side, amount, inputs)
        : [];
    if (routed.length > 0 && obstacle !== undefined) {
      reserves.push(...routed.map((leg) => ({ ...leg, reason: "funds purchases" as const })));
      continue;
    }
    if (routed.length === 0) {
      skipped.push({
        token: component.token,
        position: component.position,
        side,
        value,
        reason: obstacle ?? "its pool is past the worst price",
      });
      continue;
    }
    const taken = routed.reduce((sum, leg) => sum + leg.amount, 0n);
    if (taken < amount)
      warnings.push(
        `${component.token}: its pool takes only ${(taken * 100n) / amount} % of the ${side === "sell" ? "sale" : "purchase"} before the worst price`,
      );
    const now = limitChunks({
      legs: routed.map((leg) => ({ ...leg, whole: mulDivUp(value, leg.amount, taken) })),
      usdcPrice: inputs.usdcPrice,
      least: leastTradeOf(inputs.nav, inputs.limits),
      chunks: inputs.chunks,
    });
    legs.push(...now.legs);
    skipped.push(...now.later);
  }
  return { legs: legs.sort(byValue), reserves: reserves.sort(byValue), skipped, warnings };
}

function byValue(a: ChosenLeg, b: ChosenLeg): number {
  if (a.value !== b.value) return a.value > b.value ? -1 : 1;
  return a.component.position - b.component.position || (a.pool.address < b.pool.address ? -1 : 1);
}

/** What the vault would let a trade move, rounded as the vault rounds. */
function distanceOf(
  { units, held }: PlanComponent,
  supply: bigint,
): { side: LegSide; amount: bigint } {
  const ceiling = mulDivUp(units, supply, UNIT_SCALE); // {tok}
  if (held > ceiling) return { side: "sell", amount: held - ceiling };
  const floor = mulDivDown(units, supply, UNIT_SCALE); // {tok}
  return { side: "buy", amount: held < floor ? floor - held : 0n };
}

function obstacleOf(component: PlanComponent, side: LegSide): string | undefined {
  if (component.price === undefined || component.price === 0n) return "no good price";
  if (side === "sell" && !component.sellable) return "may not be sold";
  if (side === "buy" && !component.buyable) return "may not be bought";
  if (component.blocked !== undefined) return component.blocked;
  return component.pool === undefined ? "no pool that can be read" : undefined;
}

/**
 * Leavers ignore the minimum; their dust drops out at the next start. What enters needs half of it and is never within
 * tolerance, as a weight at the rules' floor is about the minimum itself, and would never be bought.
 */
function tooSmall(
  component: PlanComponent,
  side: LegSide,
  amount: bigint,
  value: bigint,
  { supply, nav, limits }: LegChoiceInputs,
): string | undefined {
  if (isExit(component, side)) {
    const dust = dustOf(component.dust, component.price, nav);
    return amount <= dust || value === 0n ? "dust" : undefined;
  }
  if (component.insisted === true) return undefined;
  const minimum = leastTradeOf(nav, limits);
  const enters = side === "buy" && component.held <= component.dust;
  if (enters && value * 2n >= minimum) return undefined;
  if (value < minimum) return "under the minimum trade";
  const target = valueOf(mulDivDown(component.units, supply, UNIT_SCALE), component.price ?? 0n);
  const ofTarget = mulDivDown(target, limits.toleranceOfTarget, WAD);
  const ofNav = mulDivDown(nav, limits.toleranceOfNav, WAD);
  return value <= (ofTarget > ofNav ? ofTarget : ofNav) ? WITHIN_TOLERANCE : undefined;
}

/** One for each pool; none where no pool takes anything before the worst price, or too little to be worth its gas. */
function legsOf(
  component: PlanComponent,
  side: LegSide,
  wanted: bigint,
  { usdcPrice, nav, limits }: LegChoiceInputs,
): ChosenLeg[] {
  const { pool, otherPools = [], price } = component;
  if (pool === undefined || price === undefined) return [];
  const minimum = leastTradeOf(nav, limits);
  const parts = routeLeg({
    pools: [pool, ...otherPools],
    side,
    amount: wanted,
    price,
    usdcPrice,
    worst: limits.worstPrice,
    slippage: component.slippage,
    minimum,
  });
  const amount = parts.reduce((sum, part) => sum + part.amount, 0n);
  const worthwhile =
    amount === wanted || isExit(component, side) || valueOf(amount, price) >= minimum;
  if (!worthwhile) return [];
  const reason = isExit(component, side)
    ? "leaves"
    : side === "sell"
      ? "above target"
      : "below target";
  return parts.map((part) => ({
    component: { ...component, price },
    pool: part.pool,
    side,
    reason,
    amount: part.amount,
    sqrtPriceLimitX96: part.sqrtPriceLimitX96,
    value: valueOf(part.amount, price),
    whole: valueOf(part.amount, price),
  }));
}

function isExit({ units }: PlanComponent, side: LegSide): boolean {
  return side === "sell" && units === 0n;
}
