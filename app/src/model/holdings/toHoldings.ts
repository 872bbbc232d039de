import type { ComponentView, IndexView } from "@sheaf/sdk/lens/indexView";
import { WAD } from "@sheaf/sdk/units/wad";
import type { Address } from "viem";

import type { Holding, HoldingMark } from "./holding.ts";

export type HoldingsInputs = {
  readonly view: IndexView;
  readonly names: ReadonlyMap<Address, string>;
  readonly weights: ReadonlyMap<Address, bigint> | undefined; // {1} WAD targets; undefined: not read yet
};

const PRICE_SCALE = 10n ** 36n; // {tok} that a price of the lens is for

/** The rows of what an index holds. Tokens that it neither holds nor aims at are left out. */
export function toHoldings({ view, names, weights }: HoldingsInputs): Holding[] {
  return view.components
    .filter(({ readable, held, target }) => !readable || held > 0n || target > 0n)
    .map((component) => {
      const target = component.carried ? undefined : targetOf(component, weights, view.usdc);
      const weight = component.price === undefined ? undefined : component.weight;
      return {
        token: component.token,
        symbol: component.symbol,
        name: names.get(component.token) ?? component.symbol,
        decimals: component.decimals,
        held: component.readable ? component.held : undefined,
        price: priceOfOne(component),
        pricedAt: component.pricedAt === 0n ? undefined : component.pricedAt,
        value: component.price === undefined ? undefined : component.value,
        weight,
        target,
        drift: driftOf(weight, target),
        stable: component.stable,
        marks: marksOf(component, target),
      };
    });
}

/** Zero where the last rebalance had no place for the token, except for USDC: it takes what is left over. */
function targetOf(
  { token }: ComponentView,
  weights: ReadonlyMap<Address, bigint> | undefined,
  usdc: Address,
): bigint | undefined {
  const target = weights?.get(token);
  if (target === 0n && token === usdc) return undefined;
  return target ?? (weights === undefined || token === usdc ? undefined : 0n);
}

function priceOfOne({ price, decimals }: ComponentView): bigint | undefined {
  return price === undefined ? undefined : (price * 10n ** BigInt(decimals)) / PRICE_SCALE;
}

function driftOf(weight: bigint | undefined, target: bigint | undefined): bigint | undefined {
  if (weight === undefined || target === undefined || target === 0n) return undefined;
  return ((weight - target) * WAD) / target;
}

function marksOf(component: ComponentView, target: bigint | undefined): HoldingMark[] {
  const { readable, carried, status, price, held, stable } = component;
  const marks: readonly (readonly [HoldingMark, boolean])[] = [
    ["unreadable", !readable],
    ["no price", price === undefined],
    ["frozen", status === "frozen"],
    ["unlisted", status === "unlisted"],
    ["not bought", status === "sell-only"],
    ["kept as it is", carried],
    ["leaving", target === 0n && held > 0n],
    ["stablecoin", stable],
  ];
  return marks.filter(([, applies]) => applies).map(([mark]) => mark);
}
