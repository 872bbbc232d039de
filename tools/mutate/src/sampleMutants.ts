import { createHash } from "node:crypto";

import type { Mutant } from "./mutant.ts";

/**
 * `size` mutants, drawn by the seed and run in the order drawn. A mutant's rank hangs on nothing but the seed and itself:
 * new code adds mutants to a sample, and hardly moves the others.
 */
export function sampleMutants(
  mutants: readonly Mutant[],
  seed: number,
  size: number | undefined,
): Mutant[] {
  const rankOf = ({ id }: Mutant): string =>
    createHash("sha256").update(`${seed}:${id}`).digest("hex");
  const ranked = mutants
    .map((mutant) => ({ mutant, rank: rankOf(mutant) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1));
  return ranked.slice(0, size).map(({ mutant }) => mutant);
}
