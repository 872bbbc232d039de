import { mulDivDown } from "../units/mulDivDown.ts";
import { WAD } from "../units/wad.ts";

export type ValuedComponent = {
  readonly value: bigint; // {uoa}
  readonly maxWeight: bigint | undefined; // WAD; undefined: unbounded, as USDC is
};

/**
 * {uoa} NAV in which no component counts for more than its maximum weight, so that balances which lie, of several components
 * too, do not make all others look small. If every component is over its maximum, NAV is the sum of all values.
 */
export function boundedNav(components: readonly ValuedComponent[]): bigint {
  const whole = components.reduce((sum, { value }) => sum + value, 0n);
  const bounded = new Set<ValuedComponent>();
  let nav = whole;
  for (;;) {
    const over = components.filter(
      (component) =>
        component.maxWeight !== undefined &&
        !bounded.has(component) &&
        component.value * WAD > nav * component.maxWeight,
    );
    if (over.length === 0) return nav;
    for (const component of over) bounded.add(component);
    const free = components.reduce(
      (sum, component) => (bounded.has(component) ? sum : sum + component.value),
      0n,
    );
    const part = [...bounded].reduce((sum, { maxWeight = 0n }) => sum + maxWeight, 0n);
    if (free === 0n || part >= WAD) return whole;
    nav = mulDivDown(free, WAD, WAD - part);
  }
}
