import { WAD } from "../units/wad.ts";
import { checkWhole } from "./checkWhole.ts";
import type { Weight } from "./capWeights.ts";

/** {WAD} Weights computed from balances and prices miss one by rounding. More than this is not rounding. */
const ROUNDING = 10n ** 9n;

/**
 * Current weights that sum to one exactly. What rounding left out belongs to settlement, what it put on top comes off the
 * largest. An index without holdings was created from settlement alone.
 *
 * @throws MalformedHoldingsError where more than rounding is missing.
 */
export function completeHoldings(
  holdings: readonly Weight[],
  settlement: string,
): readonly Weight[] {
  let gap = WAD;
  for (const { weight } of holdings) gap -= weight;
  const isRounding = holdings.length === 0 || (gap <= ROUNDING && gap >= -ROUNDING);
  const whole = isRounding ? withGap(holdings, settlement, gap) : holdings;
  checkWhole(whole);
  return whole;
}

function withGap(holdings: readonly Weight[], settlement: string, gap: bigint): readonly Weight[] {
  const listed = holdings.some(({ id }) => id === settlement)
    ? holdings
    : [...holdings, { id: settlement, weight: 0n }];
  if (gap === 0n) return listed;
  const taker = gap > 0n ? settlement : largestOf(listed);
  return listed.map(({ id, weight }) => ({ id, weight: id === taker ? weight + gap : weight }));
}

function largestOf(weights: readonly Weight[]): string {
  const order = (a: Weight, b: Weight): number =>
    a.weight === b.weight ? (a.id < b.id ? -1 : 1) : a.weight > b.weight ? -1 : 1;
  return weights.toSorted(order)[0]?.id ?? "";
}
