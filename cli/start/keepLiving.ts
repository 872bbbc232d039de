import { setTimeout } from "node:timers/promises";

import { extendMarket } from "@sheaf/lab/market/extendMarket";
import { plainText } from "@sheaf/commands/plainText";

import type { History } from "./history.ts";
import type { IndexWeek, Product } from "./product.ts";
import { turnWeek } from "./turnWeek.ts";

const SECOND = 1000; // {ms}

export type Living = {
  readonly product: Product;
  readonly history: History;
  readonly pace: number; // {s} between two weeks
  readonly onWeekBegin: () => void;
  readonly onWeek: (date: string, kept: readonly IndexWeek[]) => void;
  readonly print: (line: string) => void;
};

/**
 * Lets a week pass at every `pace`, until the process ends: the market moves, and the keeper rebalances. After the market's
 * last week prices wander. A week that fails is printed, and the next one comes all the same.
 */
export async function keepLiving(living: Living): Promise<never> {
  const { product, history, pace, onWeekBegin, onWeek, print } = living;
  let { market } = history;
  let due = performance.now();
  for (let at = history.last + 1; ; at += 1) {
    due = Math.max(due + pace * SECOND, performance.now());
    await setTimeout(due - performance.now());
    if (market.weeks[at] === undefined) market = extendMarket(market);
    const week = market.weeks[at];
    if (week === undefined) throw new RangeError("A market without a week cannot go on.");
    onWeekBegin();
    try {
      onWeek(week.date, await turnWeek(product, { market, week, tended: true }));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      print(`week of ${week.date}: ${plainText(reason)}; the keeper tries again next week`);
    }
  }
}
