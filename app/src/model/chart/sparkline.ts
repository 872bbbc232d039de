import { plotted } from "./plotted.ts";
import type { PricePoint } from "./pricePoint.ts";

const EDGE = 2; // {px} so that the line's width is not cut

/** The path of a line in small, in a box of `width` and `height`; undefined with fewer than two points. */
export function sparkline(
  points: readonly PricePoint[],
  width: number,
  height: number,
): string | undefined {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined || points.length < 2) return undefined;
  const values = points.map(({ value }) => plotted(value));
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const span = Number(last.time - first.time) || 1;
  const range = high - low || 1;
  const at = (value: number): string => (Math.round(value * 10) / 10).toString();
  const places = points.map(({ time }, index) => {
    const x = EDGE + (Number(time - first.time) / span) * (width - 2 * EDGE);
    const y = height - EDGE - (((values[index] ?? low) - low) / range) * (height - 2 * EDGE);
    return `${at(x)} ${at(y)}`;
  });
  return `M${places.join("L")}`;
}
