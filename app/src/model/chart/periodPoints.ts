export const PERIODS = ["1M", "3M", "All"] as const;
/** How far back a chart goes. */
export type Period = (typeof PERIODS)[number];

const DAY = 86_400n; // {s}
const LENGTHS: Readonly<Record<Period, bigint | undefined>> = {
  "1M": 30n * DAY,
  "3M": 91n * DAY,
  All: undefined,
};

/** Points of a period that ends now. Without two of them in it, the last one before it is kept, so that there is a line. */
export function periodPoints<point extends { readonly time: bigint }>(
  points: readonly point[],
  period: Period,
  now: bigint,
): readonly point[] {
  const length = LENGTHS[period];
  if (length === undefined) return points;
  const first = points.findIndex(({ time }) => time >= now - length);
  if (first === -1) return points.slice(-1);
  return points.slice(first < points.length - 1 ? first : Math.max(0, first - 1));
}
