import type { Market, MarketWeek } from "@sheaf/sdk/market/market";

import { moveMarket } from "../../market/moveMarket.ts";
import { feedRows } from "./feedRows.ts";
import { keepIndex } from "./keepIndex.ts";
import type { IndexWeek, Product } from "./product.ts";

export type TurnedWeek = {
  readonly market: Market;
  readonly week: MarketWeek;
  readonly tended: boolean; // whether liquidity follows the prices in every pool, so that people can trade
};

/** 00:00 UTC of a week's date: the clock and the feeds move, and the keeper rebalances each index. */
export async function turnWeek(
  product: Product,
  { market, week, tended }: TurnedWeek,
): Promise<IndexWeek[]> {
  const { local, indexes } = product;
  const known = feedRows(market, week.date).filter(({ id }) => local.market.names.has(id));
  await local.connection.networkHelpers.time.increaseTo(
    Date.parse(`${week.date}T00:00:00Z`) / 1000,
  );
  await moveMarket(local.market, known, tended ? known : []);
  const kept: IndexWeek[] = [];
  for (const index of indexes) kept.push(await keepIndex(product, index, { market, week }));
  return kept;
}
