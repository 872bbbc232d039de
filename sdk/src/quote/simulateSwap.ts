import { BeyondReachError } from "./BeyondReachError.ts";
import type { PoolState } from "./poolState.ts";
import { swapStep } from "./swapStep.ts";

export type SwapRequest = {
  readonly state: PoolState;
  readonly zeroForOne: boolean; // whether token0 is paid
  readonly amount: bigint; // {tok} paid if positive, received if negative
};

export type SwapResult = {
  readonly paid: bigint; // {tok} fee included
  readonly received: bigint; // {tok}
  readonly fee: bigint; // {tok} of what is paid
  readonly crossed: number; // initialized ticks
  readonly after: PoolState;
};

/**
 * What a Uniswap v3 pool would do, across as many initialized ticks as it takes, to the last unit.
 * @throws BeyondReachError if the price is not among the ticks that are known, or the swap would go beyond them
 */
export function simulateSwap({ state, zeroForOne, amount }: SwapRequest): SwapResult {
  const { pool, fee: poolFee, lowest, highest } = state;
  if (state.sqrtPriceX96 < lowest || state.sqrtPriceX96 > highest) throw new BeyondReachError(pool);
  const ticks = state.ticks.filter(
    (mark) => mark.sqrtPriceX96 >= lowest && mark.sqrtPriceX96 <= highest,
  );
  let { sqrtPriceX96, tick, liquidity } = state;
  let [paid, received, fee] = [0n, 0n, 0n];
  let remaining = amount;
  let crossed = 0;
  const ahead = zeroForOne
    ? ticks.filter((mark) => mark.tick <= tick).toReversed()
    : ticks.filter((mark) => mark.tick > tick);
  for (const mark of [...ahead, undefined]) {
    if (remaining === 0n) break;
    const limit = mark?.sqrtPriceX96 ?? (zeroForOne ? lowest : highest);
    const step = swapStep({
      from: sqrtPriceX96,
      limit,
      zeroForOne,
      liquidity,
      remaining,
      fee: poolFee,
    });
    paid += step.paid + step.fee;
    received += step.received;
    fee += step.fee;
    remaining = amount > 0n ? amount - paid : amount + received;
    sqrtPriceX96 = step.to;
    if (mark === undefined || step.to !== limit) continue;
    liquidity += zeroForOne ? -mark.liquidityNet : mark.liquidityNet;
    tick = zeroForOne ? mark.tick - 1 : mark.tick;
    crossed += 1;
  }
  if (remaining !== 0n) throw new BeyondReachError(pool);
  return { paid, received, fee, crossed, after: { ...state, sqrtPriceX96, tick, liquidity } };
}
