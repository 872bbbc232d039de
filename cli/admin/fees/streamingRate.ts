import { yearlyPart } from "./yearlyPart.ts";

const HIGHEST = 2n ** 32n - 1n; // what the vault's field holds

/** The greatest streaming rate that costs no more than a part of the shares in a year. D18{1/s} */
export function streamingRate(
  yearly: bigint, // {1} WAD
): number {
  let [low, high] = [0n, HIGHEST];
  while (low < high) {
    const middle = (low + high + 1n) / 2n;
    if (yearlyPart(middle) <= yearly) low = middle;
    else high = middle - 1n;
  }
  return Number(low);
}
