import type { Holding } from "./holding.ts";

/** Holdings whose name, symbol or address contains a text, or that carry a mark of these words. */
export function searchHoldings(holdings: readonly Holding[], text: string): readonly Holding[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return holdings;
  return holdings.filter(({ name, symbol, token, marks }) =>
    [name, symbol, token, ...marks].some((each) => each.toLowerCase().includes(wanted)),
  );
}
