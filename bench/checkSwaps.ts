import { id as hashOf } from "ethers";

import type { Measure } from "./measureCall.ts";

const SWAP = hashOf("Swap(address,address,int256,int256,uint160,uint128,int24)");

/** A leg was skipped, so that the figure would be that of less work. */
export class LegSkippedError extends Error {
  override readonly name = "Bench.LegSkippedError";

  constructor(swaps: number, legs: number) {
    super(
      `${swaps} of ${legs} legs were swapped: the others did not fit the trade's targets or its USDC.`,
    );
  }
}

/** @throws LegSkippedError unless a mined trade swapped `legs` times */
export function checkSwaps(measure: Measure, legs: number): void {
  if (measure.gas === null) return;
  const swaps = measure.receipt.logs.filter(({ topics }) => topics[0] === SWAP).length;
  if (swaps !== legs) throw new LegSkippedError(swaps, legs);
}
