import { mulDivDown } from "../units/mulDivDown.ts";
import { WAD } from "../units/wad.ts";
import type { Weight } from "./capWeights.ts";

export type TiltInputs = {
  readonly neutral: readonly Weight[];
  readonly wanted: readonly Weight[]; // of the same ids and the same sum
  readonly activeShare: bigint; // WAD half the sum of the distances, at most
};

/**
 * As far from neutral weights towards the wanted ones as the active share allows, and as no weight moves by more than a factor
 * of 1.5. One part of the way for all, so that every bound which both ends keep is kept, and the sum too.
 */
export function limitTilt({ neutral, wanted, activeShare }: TiltInputs): Weight[] {
  const target = new Map(wanted.map(({ id, weight }) => [id, weight]));
  const gaps = neutral.map(({ id, weight }) => ({
    id,
    weight,
    gap: (target.get(id) ?? 0n) - weight,
  }));
  const distance = gaps.reduce((sum, { gap }) => sum + (gap < 0n ? -gap : gap), 0n);
  let part = distance <= 2n * activeShare ? WAD : mulDivDown(2n * activeShare, WAD, distance);
  for (const { weight, gap } of gaps) {
    const room = gap > 0n ? weight / 2n : weight / 3n; // up to 1.5 times, down to one over that
    const size = gap < 0n ? -gap : gap;
    if (size > room) part = smaller(part, mulDivDown(room, WAD, size));
  }
  const moved = gaps.map(({ id, weight, gap }) => ({
    id,
    weight: weight + mulDivDown(gap, part, WAD),
    exact: (gap * part) % WAD === 0n,
  }));
  // Rounding down leaves less than a wei of each that moved: those get it back, by id, and stay within both ends.
  let left =
    gaps.reduce((sum, { weight }) => sum + weight, 0n) -
    moved.reduce((sum, { weight }) => sum + weight, 0n);
  return moved
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, weight, exact }) => {
      if (exact || left === 0n) return { id, weight };
      left -= 1n;
      return { id, weight: weight + 1n };
    });
}

function smaller(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
