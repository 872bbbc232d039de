import { valueOf } from "@sheaf/sdk/plan/valueOf";
import { mulDivDown } from "@sheaf/sdk/units/mulDivDown";
import { WAD } from "@sheaf/sdk/units/wad";
import type { Address } from "viem";
import type { MarketRow } from "@sheaf/sdk/market/market";
import type { Weight } from "@sheaf/sdk/rules/capWeights";

import type { ComponentState, IndexState } from "../execution/indexState.ts";
import { UnknownComponentError } from "./UnknownComponentError.ts";

export type CurrentWeights = {
  /** Sum to one; USDC under the settlement id. Only what is held and more than dust. */
  readonly weights: readonly Weight[];
  /** Held without a good price on chain: valued by the market's row, and kept. */
  readonly unpriced: readonly string[];
  readonly settlementUnpriced: boolean;
  readonly nav: bigint; // {uoa} what is unpriced included
};

/**
 * What an index holds, as parts of NAV. Wei lost by rounding go to settlement.
 *
 * @throws UnknownComponentError for a holding that no id stands for.
 */
export function currentWeights(
  index: IndexState,
  ids: ReadonlyMap<Address, string>,
  rows: readonly MarketRow[],
  settlement: string,
): CurrentWeights {
  const held = index.components.filter(
    ({ held: amount, dust, token }) => amount > dust || token === index.constitution.usdc,
  );
  const values = held.map((component) => {
    const id = ids.get(component.token);
    if (id === undefined) throw new UnknownComponentError(component.token);
    return {
      id,
      value: valueOf(component.held, component.price ?? priceFrom(rows, id, component)),
      priced: component.price !== undefined && component.status !== "frozen",
    };
  });
  const nav = values.reduce((sum, { value }) => sum + value, 0n);
  const weights = values.map(({ id, value }) => ({
    id,
    weight: nav === 0n ? 0n : mulDivDown(value, WAD, nav),
  }));
  const rest = WAD - weights.reduce((sum, { weight }) => sum + weight, 0n);
  return {
    weights: weights.map(({ id, weight }) => ({
      id,
      weight: id === settlement ? weight + rest : weight,
    })),
    unpriced: values.filter(({ id, priced }) => !priced && id !== settlement).map(({ id }) => id),
    settlementUnpriced: values.some(({ id, priced }) => id === settlement && !priced),
    nav,
  };
}

/** {uoa} per 1e36 {tok}, from D18{usd/token}; zero where the market says nothing either. */
function priceFrom(rows: readonly MarketRow[], id: string, { decimals }: ComponentState): bigint {
  const row = rows.find((candidate) => candidate.id === id);
  return row === undefined ? 0n : (row.price * 10n ** 36n) / 10n ** BigInt(decimals);
}
