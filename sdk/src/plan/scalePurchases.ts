import { mulDivDown } from "../units/mulDivDown.ts";
import { WAD } from "../units/wad.ts";
import { quoteSwap } from "./quoteSwap.ts";
import { valueOf } from "./valueOf.ts";
import type { ChosenLeg } from "./chooseLegs.ts";

export type ScalingInputs = {
  readonly purchases: readonly ChosenLeg[]; // the greatest first
  readonly budget: bigint; // {usdc}
  readonly usdcPrice: bigint; // {uoa} per 1e36 {usdc}
  readonly minimum: bigint; // {uoa} least worth doing; after the cut, half of it
};

export type ScaledPurchases = {
  readonly purchases: readonly ChosenLeg[];
  readonly unpaid: readonly ChosenLeg[];
  readonly scale: bigint; // WAD, what is left of each purchase
  readonly missing: bigint; // {usdc} that the budget lacks for all of them in full
};

/** Halvings of the search for the scale: a purchase is right to a trillionth. */
const STEPS = 40;
/** Pairs of guesses before it. */
const NARROWINGS = 3;

/**
 * Cuts all purchases by the same part until what they cost, fees and impact included, fits the budget. Where that would
 * make some too small to be worth their gas, the smallest wait, so that the budget is used by the others.
 */
export function scalePurchases(inputs: ScalingInputs): ScaledPurchases {
  const missing = costOf(inputs.purchases, WAD) - inputs.budget;
  return { ...cut(inputs), missing: missing > 0n ? missing : 0n };
}

function cut({
  purchases,
  budget,
  usdcPrice,
  minimum,
}: ScalingInputs): Omit<ScaledPurchases, "missing"> {
  let kept = affordable(purchases, valueOf(budget, usdcPrice), minimum);
  for (;;) {
    if (kept.length === 0 || budget <= 0n) return { purchases: [], unpaid: purchases, scale: 0n };
    const scale = greatestScale(kept, budget);
    const scaled = kept.map((leg) => scaledTo(leg, scale));
    const smallest = scaled.at(-1);
    if (smallest === undefined) return { purchases: [], unpaid: purchases, scale: 0n };
    const worthwhile =
      scale === WAD || smallest.component.insisted === true || smallest.value * 2n >= minimum;
    if (worthwhile && smallest.amount > 0n)
      return { purchases: scaled, unpaid: purchases.slice(kept.length), scale };
    kept = kept.slice(0, -1);
  }
}

/** A first guess without fees: leaves out the smallest while an equal cut would make the smallest too small. */
function affordable(
  purchases: readonly ChosenLeg[],
  budget: bigint,
  minimum: bigint,
): readonly ChosenLeg[] {
  let total = purchases.reduce((sum, { value }) => sum + value, 0n);
  let count = purchases.length;
  while (count > 1) {
    const smallest = purchases[count - 1];
    if (smallest === undefined || smallest.component.insisted === true) break;
    if (total <= budget || 2n * smallest.value * budget >= minimum * total) break;
    total -= smallest.value;
    count -= 1;
  }
  return purchases.slice(0, count);
}

/** WAD The greatest part of all purchases that the budget pays for. */
function greatestScale(purchases: readonly ChosenLeg[], budget: bigint): bigint {
  const whole = costOf(purchases, WAD);
  if (whole <= budget) return WAD;
  const known = narrow(purchases, budget, whole);
  let [low, high] = [0n, WAD]; // cost(low) <= budget < cost(high)
  for (let step = 0; step < STEPS; step += 1) {
    const middle = (low + high) / 2n;
    const paid =
      middle <= known.paid || (middle < known.unpaid && costOf(purchases, middle) <= budget);
    if (paid) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * A scale that the budget pays for and one that it does not, close together, so that halving need not ask in between. Costs
 * grow a little faster than the scale: a chord to the whole ends below the budget, one drawn on from there ends above.
 */
function narrow(
  purchases: readonly ChosenLeg[],
  budget: bigint,
  whole: bigint,
): { readonly paid: bigint; readonly unpaid: bigint } {
  let before = { scale: 0n, cost: 0n };
  let paid = before;
  let unpaid = { scale: WAD, cost: whole };
  const reach = (a: typeof paid, b: typeof paid): bigint =>
    a.scale + ((budget - a.cost) * (b.scale - a.scale)) / (b.cost - a.cost);
  const ask = (scale: bigint): void => {
    if (scale <= paid.scale || scale >= unpaid.scale) return;
    const cost = costOf(purchases, scale);
    if (cost > budget) unpaid = { scale, cost };
    else [before, paid] = [paid, { scale, cost }];
  };
  for (let step = 0; step < NARROWINGS; step += 1) {
    ask(reach(paid, unpaid));
    if (paid.cost > before.cost) ask(reach(before, paid) + 1n);
  }
  return { paid: paid.scale, unpaid: unpaid.scale };
}

/** {usdc} */
function costOf(purchases: readonly ChosenLeg[], scale: bigint): bigint {
  return purchases.reduce((sum, leg) => {
    const { pool, side, sqrtPriceLimitX96 } = leg;
    return (
      sum +
      quoteSwap({
        pool,
        side,
        amount: mulDivDown(leg.amount, scale, WAD),
        sqrtPriceLimitX96,
      }).usdc
    );
  }, 0n);
}

function scaledTo(leg: ChosenLeg, scale: bigint): ChosenLeg {
  const amount = mulDivDown(leg.amount, scale, WAD);
  return { ...leg, amount, value: valueOf(amount, leg.component.price) };
}
