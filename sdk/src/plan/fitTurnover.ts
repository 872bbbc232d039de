import { mulDivDown } from "../units/mulDivDown.ts";
import { valueOf } from "./valueOf.ts";
import type { ChosenLeg } from "./chooseLegs.ts";

export type TurnoverLimits = {
  readonly available: bigint | undefined; // {uoa} that may be turned over; undefined: no limit
  readonly minimum: bigint; // {uoa} less than this is not traded
};

export type FittedLegs<leg extends ChosenLeg> = {
  readonly legs: readonly leg[];
  readonly cut?: ChosenLeg; // the part of the next leg that fits
  readonly over: readonly ChosenLeg[]; // what does not fit
  readonly left: bigint | undefined; // {uoa}
};

/** The legs, in order, that fit what may be turned over. The first one that does not fit is cut, and nothing follows it. */
export function fitTurnover<leg extends ChosenLeg>(
  legs: readonly leg[],
  { available, minimum }: TurnoverLimits,
): FittedLegs<leg> {
  if (available === undefined) return { legs, over: [], left: undefined };
  let left = available;
  let count = 0;
  for (const { value } of legs) {
    if (value > left) break;
    left -= value;
    count += 1;
  }
  const [next, ...others] = legs.slice(count);
  const fitting = legs.slice(0, count);
  if (next === undefined) return { legs: fitting, over: [], left };
  const amount = left < minimum ? 0n : mulDivDown(next.amount, left, next.value);
  if (amount === 0n) return { legs: fitting, over: [next, ...others], left };
  const value = valueOf(amount, next.component.price);
  const rest = { ...next, amount: next.amount - amount, value: next.value - value };
  return {
    legs: fitting,
    cut: { ...next, amount, value },
    over: [rest, ...others],
    left: left - value,
  };
}
