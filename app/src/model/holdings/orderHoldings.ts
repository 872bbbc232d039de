import type { Holding } from "./holding.ts";

export type HoldingColumn = "name" | "weight" | "target" | "drift" | "value" | "price" | "pricedAt";
export type HoldingOrder = {
  readonly column: HoldingColumn;
  readonly direction: "ascending" | "descending";
};

/** Sorts holdings by a column. What is unknown comes last in both directions; equals are by name. */
export function orderHoldings(holdings: readonly Holding[], order: HoldingOrder): Holding[] {
  const { column, direction } = order;
  const sign = direction === "ascending" ? 1 : -1;
  const byName = (a: Holding, b: Holding): number => a.name.localeCompare(b.name, "en");
  return holdings.toSorted((a, b) => {
    if (column === "name") return sign * byName(a, b);
    const [left, right] = [a[column], b[column]];
    if (left === right) return byName(a, b);
    if (left === undefined) return 1;
    if (right === undefined) return -1;
    return left < right ? -sign : sign;
  });
}
