import type { BenchRow, LegCost, PairTrade } from "../report/benchReport.ts";
import { ratioOf } from "../report/ratioOf.ts";

type Figure = "gas" | "floor";

/** What a leg costs in the largest basket over the smallest; null unless two sizes were measured. */
export function legCostOf(rows: readonly BenchRow[], pairs: readonly PairTrade[]): LegCost | null {
  const trades = rows
    .filter(({ work, state, venue }) => work === "trades" && state === "warm" && venue === "v3")
    .toSorted((a, b) => a.n - b.n);
  const [small, large] = [trades[0], trades.at(-1)];
  const [second, lastButOne] = [trades[1], trades.at(-2)];
  if (
    small === undefined ||
    large === undefined ||
    second === undefined ||
    lastButOne === undefined
  )
    return null;
  const pairOf = ({ n }: BenchRow, figure: Figure): number | null =>
    pairs.find((pair) => pair.n === n)?.[figure] ?? null;

  const both = (ratio: (figure: Figure) => number | null) => ({
    gas: ratio("gas"),
    floor: ratio("floor"),
  });
  return {
    fewest: small.n,
    most: large.n,
    together: both((figure) =>
      ratioOf(perLeg(large, undefined, figure), perLeg(small, undefined, figure)),
    ),
    next: both((figure) =>
      ratioOf(perLeg(large, lastButOne, figure), perLeg(second, small, figure)),
    ),
    pair: both((figure) => ratioOf(pairOf(large, figure), pairOf(small, figure))),
  };
}

/** {gas/leg} From one size to a larger one, or from nothing. */
function perLeg(to: BenchRow, from: BenchRow | undefined, figure: Figure): number | null {
  const [greater, less] = [to[figure], from === undefined ? 0 : from[figure]];
  return greater === null || less === null ? null : (greater - less) / (to.n - (from?.n ?? 0));
}
