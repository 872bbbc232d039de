import { setTimeout } from "node:timers/promises";

import { moveMarket } from "../../market/moveMarket.ts";
import { feedRows } from "./feedRows.ts";
import type { History } from "./history.ts";
import type { Product } from "./product.ts";

/** {ms} A part of the feeds' heartbeat, which is a day. */
const REFRESH = 6 * 3_600_000;

/** Keeps feeds fresh at the last week's prices, until the process ends: no week passes. */
export async function keepStill(
  { local }: Product,
  { market, last }: Pick<History, "market" | "last">,
): Promise<never> {
  const rows = feedRows(market, market.weeks[last]?.date ?? "").filter(({ id }) =>
    local.market.names.has(id),
  );
  for (;;) {
    await setTimeout(REFRESH);
    await moveMarket(local.market, rows, []);
  }
}
