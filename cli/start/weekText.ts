import type { IndexWeek } from "./product.ts";

/** The keeper's week of each index in one line: regime, and how many trades there were. */
export function weekText(kept: readonly IndexWeek[]): string {
  const texts = kept.map(({ index, summary }) => {
    const { symbol, kind } = index.plan;
    const regime = kind === "passive" ? "" : ` ${summary.regime}`;
    const trades = summary.trades === 1 ? "1 trade" : `${summary.trades} trades`;
    return `${symbol}${regime}, ${summary.trades === 0 ? "no trade" : trades}`;
  });
  return texts.join("; ");
}
