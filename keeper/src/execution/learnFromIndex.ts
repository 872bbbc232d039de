import type { Address } from "viem";
import type { ComponentState, IndexState } from "@sheaf/sdk/chain/indexState";

import { drainedPools } from "./drainedPools.ts";
import type { RunState, Sight } from "./runState.ts";
import type { TradeReport } from "./sendTrade.ts";

/** A component that lost more than a fiftieth of its balance per share without a trade is not bought again. */
const MAX_LOSS = { numerator: 1n, denominator: 50n };

/** Compares the index with the last sight of it: pools that did not refill, and balances that did not stay. */
export function learnFromIndex(state: RunState, index: IndexState): RunState {
  const { seen } = state;
  const next = { ...state, seen: { index, trade: undefined, report: undefined } };
  if (seen === undefined) return next;
  const drained =
    seen.trade === undefined
      ? []
      : drainedPools({ before: seen.index, trade: seen.trade, now: index });
  return {
    ...next,
    drained: new Set([...state.drained, ...drained]),
    notBought: new Map([
      ...state.notBought,
      ...vanished(seen, index).map((token) => [token, "its balance did not stay"] as const),
    ]),
  };
}

/** Components whose balance per share is less than it was before the trade and what the trade moved. */
function vanished({ index: before, report }: Sight, now: IndexState): Address[] {
  if (before.basketId !== now.basketId) return [];
  const heldNow = new Map(now.components.map(({ token, held }) => [token, held]));
  return before.components
    .filter((component) => {
      if (component.token === before.constitution.usdc) return false;
      const expected = component.held + movedOf(component, report); // {tok}, of the supply before
      const held = heldNow.get(component.token) ?? 0n;
      // {tok} * {share}, compared crosswise
      const kept = held * before.supply * MAX_LOSS.denominator;
      const due = expected * now.supply * (MAX_LOSS.denominator - MAX_LOSS.numerator);
      return kept < due;
    })
    .map(({ token }) => token);
}

/** {tok} Bought less sold. */
function movedOf({ token }: ComponentState, report: TradeReport | undefined): bigint {
  const amountIn = (results: TradeReport["bought"]): bigint =>
    results.find((result) => result.token === token)?.amount ?? 0n;
  return report === undefined ? 0n : amountIn(report.bought) - amountIn(report.sold);
}
