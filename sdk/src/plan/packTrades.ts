import { maxUint256 } from "viem";

import { mulDivDown } from "../units/mulDivDown.ts";
import { WAD } from "../units/wad.ts";
import type { ChosenLeg } from "./chooseLegs.ts";
import type { PlannedLeg, PlannedSide, PlannedTrade } from "./plan.ts";
import type { PlanLimits } from "./planLimits.ts";

/** A leg with what it is expected to move and to cost. */
export type PricedLeg = ChosenLeg & {
  readonly usdc: bigint; // {usdc}
  readonly cost: bigint; // {uoa}
  readonly crossingGas: bigint; // {gas} beyond that of a leg that crosses no tick
};

export type PackingInputs = {
  readonly legs: readonly PricedLeg[]; // sales first
  readonly usdc: {
    readonly position: number;
    readonly room: bigint; /* {usdc} above its target now, may be negative */
  };
  readonly limits: PlanLimits;
};

export type Packing = {
  readonly trades: readonly PlannedTrade[];
  readonly tooNarrow: readonly string[];
};

/**
 * Splits legs, in their order, into trades that fit the gas, each as full as it can be. A leg that alone needs more is a trade
 * by itself.
 */
export function packTrades({ legs, usdc, limits }: PackingInputs): Packing {
  const gas = mulDivDown(limits.gasCap, limits.gasShare, WAD) - limits.gasPerTrade;
  if (gas < limits.gasPerLeg)
    return {
      trades: [],
      tooNarrow: legs.length === 0 ? [] : ["The gas share does not fit a single leg"],
    };
  const parts: PricedLeg[][] = [];
  let left = 0n;
  for (const leg of legs) {
    const needed = limits.gasPerLeg + leg.crossingGas;
    const current = parts.at(-1);
    if (current !== undefined && needed <= left) {
      current.push(leg);
      left -= needed;
    } else {
      parts.push([leg]);
      left = gas - needed;
    }
  }
  let room = usdc.room;
  const trades = parts.map((part) => {
    const trade = tradeOf(part, { position: usdc.position, room }, limits);
    room = part.reduce(
      (rest, leg) => (leg.side === "sell" ? rest + leg.usdc : rest - leg.usdc),
      room,
    );
    return trade;
  });
  return { trades, tooNarrow: [] };
}

function tradeOf(
  legs: readonly PricedLeg[],
  usdc: PackingInputs["usdc"],
  limits: PlanLimits,
): PlannedTrade {
  const sales = legs.filter(({ side }) => side === "sell");
  const purchases = legs.filter(({ side }) => side === "buy");
  const own = usdc.room > 0n ? usdc.room : 0n;
  const sells = sidesOf(
    sales,
    purchases.length > 0 ? { position: usdc.position, amount: own } : undefined,
  );
  const buys = sidesOf(
    purchases,
    sales.length > 0 ? { position: usdc.position, amount: maxUint256 } : undefined,
  );
  const indexIn = (sides: readonly PlannedSide[], position: number): number =>
    sides.findIndex((side) => side.position === BigInt(position));
  const planned = legs.map(
    ({
      component,
      pool,
      side,
      amount,
      sqrtPriceLimitX96,
      reason,
      usdc: moved,
      value,
      cost,
    }): PlannedLeg => ({
      pool: pool.address,
      token: component.token,
      position: component.position,
      side,
      sell: indexIn(sells, side === "sell" ? component.position : usdc.position),
      buy: indexIn(buys, side === "sell" ? usdc.position : component.position),
      amount,
      exactOutput: side === "buy",
      sqrtPriceLimitX96,
      reason,
      usdc: moved,
      value,
      cost,
    }),
  );
  return {
    sells,
    buys,
    legs: planned,
    gas: legs.reduce(
      (sum, { crossingGas }) => sum + limits.gasPerLeg + crossingGas,
      limits.gasPerTrade,
    ),
    cost: legs.reduce((sum, leg) => sum + leg.cost, 0n),
  };
}

/** Ascending by position. What comes in of USDC has no ceiling; what goes out of it is what is there, and what came in. */
function sidesOf(
  legs: readonly PricedLeg[],
  usdc: { position: number; amount: bigint } | undefined,
): PlannedSide[] {
  const amounts = new Map<number, bigint>(usdc === undefined ? [] : [[usdc.position, usdc.amount]]);
  for (const { component, amount } of legs)
    amounts.set(component.position, (amounts.get(component.position) ?? 0n) + amount);
  return [...amounts]
    .sort(([a], [b]) => a - b)
    .map(([position, amount]) => ({ position: BigInt(position), amount }));
}
