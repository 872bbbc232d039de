import type { PricePoint } from "./pricePoint.ts";

/**
 * The leader's price scaled so that both lines begin at the same point: what the first share's price would be, had it followed
 * the leader. Empty where no price of the leader is known at the beginning.
 */
export function besideNav(
  nav: readonly PricePoint[],
  leader: readonly PricePoint[],
): readonly PricePoint[] {
  const [first] = nav;
  if (first === undefined) return [];
  const known = leader.findLast(({ time }) => time <= first.time);
  if (known === undefined || known.value === 0n) return [];
  const scaled = (value: bigint): bigint => (value * first.value) / known.value;
  return [
    { ...first, complete: true },
    ...leader
      .filter(({ time }) => time > first.time)
      .map((point) => ({ ...point, value: scaled(point.value) })),
  ];
}
