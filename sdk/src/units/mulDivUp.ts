import { mulDivDown } from "./mulDivDown.ts";

/** `a * b / denominator`, rounded up (toward plus infinity). The denominator is positive. */
export function mulDivUp(a: bigint, b: bigint, denominator: bigint): bigint {
  return -mulDivDown(-a, b, denominator);
}
