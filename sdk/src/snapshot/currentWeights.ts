import { valueOf } from "../plan/valueOf.ts";
import { mulDivDown } from "../units/mulDivDown.ts";
import { WAD } from "../units/wad.ts";
import { heldComponents } from "./heldComponents.ts";
import { UnknownComponentError } from "./errors.ts";
import type { MarketRow } from "../market/market.ts";
import type { Weight } from "../rules/capWeights.ts";
import type { HeldComponent } from "./heldComponents.ts";
import type { Snapshot } from "./snapshot.ts";

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
export function currentWeights(snapshot: Snapshot, settlement: string): CurrentWeights {
  const idOf = new Map(snapshot.components.map(({ id, token }) => [token, id]));
  const held = heldComponents(snapshot).filter(
    ({ held: amount, dust, token }) => amount > dust || token === snapshot.constitution.usdc,
  );
  const values = held.map((component) => {
    const id = idOf.get(component.token);
    if (id === undefined) throw new UnknownComponentError(component.token);
    return {
      id,
      value: valueOf(component.held, component.price ?? priceFrom(snapshot.rows, id, component)),
      priced: component.price !== null && component.status !== "frozen",
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
function priceFrom(rows: readonly MarketRow[], id: string, { decimals }: HeldComponent): bigint {
  const row = rows.find((candidate) => candidate.id === id);
  return row === undefined ? 0n : (row.price * 10n ** 36n) / 10n ** BigInt(decimals);
}
