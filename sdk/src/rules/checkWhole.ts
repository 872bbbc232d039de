import { WAD } from "../units/wad.ts";
import { MalformedHoldingsError } from "./errors.ts";
import type { Weight } from "./capWeights.ts";

/** {WAD} Weights by id, if each id counts once, none is negative and all sum to one. */
export function checkWhole(weights: readonly Weight[]): ReadonlyMap<string, bigint> {
  const known = new Map<string, bigint>();
  let sum = 0n;
  for (const { id, weight } of weights) {
    if (known.has(id)) throw new MalformedHoldingsError(`${id} is listed twice`);
    if (weight < 0n) throw new MalformedHoldingsError(`${id} weighs ${weight}, less than nothing`);
    known.set(id, weight);
    sum += weight;
  }
  if (sum !== WAD) throw new MalformedHoldingsError(`they sum to ${sum} and not to ${WAD}`);
  return known;
}
