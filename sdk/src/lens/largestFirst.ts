import type { ComponentView, IndexView } from "./indexView.ts";

/** Components that an index holds, the largest weight first. */
export function largestFirst({ components }: IndexView): readonly ComponentView[] {
  return components
    .filter(({ held }) => held > 0n)
    .toSorted((a, b) => (a.weight > b.weight ? -1 : a.weight < b.weight ? 1 : 0));
}
