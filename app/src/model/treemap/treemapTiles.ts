import { hierarchy, treemapSquarify } from "@visx/hierarchy";
import { WAD } from "@sheaf/sdk/units/wad";

import type { Holding } from "../holdings/holding.ts";

/** A rectangle of the treemap, in per cent of its width and height. */
export type Tile = {
  readonly holding: Holding | undefined; // undefined: the remainder
  readonly count: number; // of tokens in it
  readonly weight: bigint; // {1} WAD of what is drawn
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
};

/** {1} WAD One tile takes all smaller ones, which would be too small to recognize. */
const SMALLEST = WAD / 250n;
const WHOLE = 100;

type Leaf = Pick<Tile, "holding" | "count" | "weight">;
type Branch = { readonly leaf?: Leaf; readonly children?: readonly Branch[] };

/**
 * Lays holdings out by weight, the largest first and the remainder last.
 * @param ratio Width of the area over its height.
 */
export function treemapTiles(holdings: readonly Holding[], ratio: number): Tile[] {
  const leaves = leavesOf(holdings);
  if (leaves.length === 0) return [];
  const root = hierarchy<Branch>({ children: leaves.map((leaf) => ({ leaf })) }).sum(({ leaf }) =>
    leaf === undefined ? 0 : Number(leaf.weight),
  );
  const area = root as Parameters<typeof treemapSquarify>[0];
  treemapSquarify(area, 0, 0, ratio, 1);
  return (area.children ?? []).map(({ x0, x1, y0, y1 }, at) => ({
    ...(leaves[at] ?? { holding: undefined, count: 0, weight: 0n }),
    left: (x0 / ratio) * WHOLE,
    top: y0 * WHOLE,
    width: ((x1 - x0) / ratio) * WHOLE,
    height: (y1 - y0) * WHOLE,
  }));
}

function leavesOf(holdings: readonly Holding[]): Leaf[] {
  const weighed = holdings
    .filter((holding) => (holding.weight ?? 0n) > 0n)
    .toSorted((a, b) => ((a.weight ?? 0n) > (b.weight ?? 0n) ? -1 : 1));
  const large = weighed.filter(({ weight = 0n }) => weight >= SMALLEST);
  const small = weighed.slice(large.length);
  const single = (holding: Holding): Leaf => ({ holding, count: 1, weight: holding.weight ?? 0n });
  if (small.length < 2) return weighed.map(single);
  const rest = small.reduce((sum, { weight = 0n }) => sum + weight, 0n);
  return [...large.map(single), { holding: undefined, count: small.length, weight: rest }];
}
