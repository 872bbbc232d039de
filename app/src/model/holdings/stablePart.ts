import type { Holding } from "./holding.ts";

/** {1} WAD The part of an index that is in stablecoins, as far as prices are known. */
export function stablePart(holdings: readonly Pick<Holding, "stable" | "weight">[]): bigint {
  return holdings.reduce((sum, { stable, weight = 0n }) => (stable ? sum + weight : sum), 0n);
}
