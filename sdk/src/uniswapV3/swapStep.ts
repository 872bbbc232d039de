import { mulDivDown } from "../units/mulDivDown.ts";
import { mulDivUp } from "../units/mulDivUp.ts";

/** One step of a swap, in which the liquidity stays the same. */
export type StepRequest = {
  readonly from: bigint; // Q64.96
  readonly target: bigint; // Q64.96 where the step ends
  readonly zeroForOne: boolean; // whether token0 is paid
  readonly liquidity: bigint;
  readonly remaining: bigint; // {tok} still to be paid if positive, still to be received if negative
  readonly fee: bigint; // {1e6}
};

export type Step = {
  readonly to: bigint; // Q64.96
  readonly paid: bigint; // {tok} without the fee
  readonly received: bigint; // {tok}
  readonly fee: bigint; // {tok} of what is paid
};

const Q96 = 1n << 96n;
const WORD_END = 1n << 256n;
const FEE_SCALE = 1_000_000n; // {1e6}

/** Uniswap v3's `SwapMath.computeSwapStep`, to the last unit. */
export function swapStep(request: StepRequest): Step {
  const { from, target, zeroForOne: falls, liquidity, remaining, fee } = request;
  const paidTo = (to: bigint): bigint =>
    falls ? amount0(from, to, liquidity, true) : amount1(from, to, liquidity, true);
  const receivedTo = (to: bigint): bigint =>
    falls ? amount1(from, to, liquidity, false) : amount0(from, to, liquidity, false);

  if (remaining >= 0n) {
    const net = mulDivDown(remaining, FEE_SCALE - fee, FEE_SCALE);
    const whole = paidTo(target);
    if (net >= whole)
      return {
        to: target,
        paid: whole,
        received: receivedTo(target),
        fee: mulDivUp(whole, fee, FEE_SCALE - fee),
      };
    const to = afterInput(from, liquidity, net, falls);
    const paid = paidTo(to);
    return { to, paid, received: receivedTo(to), fee: remaining - paid };
  }
  const wanted = -remaining;
  const most = receivedTo(target);
  const to = wanted >= most ? target : afterOutput(from, liquidity, wanted, falls);
  const paid = paidTo(to);
  const received = receivedTo(to);
  return {
    to,
    paid,
    received: received < wanted ? received : wanted,
    fee: mulDivUp(paid, fee, FEE_SCALE - fee),
  };
}

/** Q64.96 Price after `amount` {tok} came in. */
function afterInput(from: bigint, liquidity: bigint, amount: bigint, falls: boolean): bigint {
  if (!falls) return from + (amount * Q96) / liquidity;
  const numerator = liquidity * Q96;
  const product = amount * from;
  // Where the sum does not fit a word, the pool divides first, and loses a little.
  return product < WORD_END && numerator + product < WORD_END
    ? mulDivUp(numerator, from, numerator + product)
    : mulDivUp(numerator, 1n, numerator / from + amount);
}

/** Q64.96 Price after `amount` {tok} went out. */
function afterOutput(from: bigint, liquidity: bigint, amount: bigint, falls: boolean): bigint {
  return falls
    ? from - mulDivUp(amount, Q96, liquidity)
    : mulDivUp(liquidity * Q96, from, liquidity * Q96 - amount * from);
}

/** {tok0} between two prices. */
function amount0(a: bigint, b: bigint, liquidity: bigint, up: boolean): bigint {
  const [lower, upper] = a < b ? [a, b] : [b, a];
  const numerator = liquidity * Q96 * (upper - lower);
  return up ? mulDivUp(mulDivUp(numerator, 1n, upper), 1n, lower) : numerator / upper / lower;
}

/** {tok1} between two prices. */
function amount1(a: bigint, b: bigint, liquidity: bigint, up: boolean): bigint {
  const difference = a < b ? b - a : a - b;
  return up ? mulDivUp(liquidity, difference, Q96) : (liquidity * difference) / Q96;
}
