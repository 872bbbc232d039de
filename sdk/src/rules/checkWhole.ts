import { WAD } from "../units/wad.ts";
import { MalformedHoldingsError } from "./MalformedHoldingsError.ts";
import type { Weight } from "./capWeights.ts";

/** Gives the weights back if each id counts once, none is negative and all sum to one. */
export function checkWhole(weights: readonly Weight[]): readonly Weight[] {
  const seen = new Set<string>();
  let sum = 0n;
  for (const { id, weight } of weights) {
    if (seen.has(id)) throw new MalformedHoldingsError(`${id} is listed twice`);
    if (weight < 0n) throw new MalformedHoldingsError(`${id} weighs ${weight}, less than nothing`);
    seen.add(id);
    sum += weight;
  }
  if (sum !== WAD) throw new MalformedHoldingsError(`they sum to ${sum} and not to ${WAD}`);
  return weights;
}
