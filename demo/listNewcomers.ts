import type { MarketRow } from "@sheaf/sdk/market/market";

import { listingOf } from "../deploy/listingOf.ts";
import { publishBook } from "../deploy/publishBook.ts";
import { addToMarket } from "../market/addToMarket.ts";
import { listOnMarket } from "../market/listOnMarket.ts";
import type { Demo } from "./setUpDemo.ts";

/**
 * Opens feeds and pools for names that are new within reach of the index, and has the admin list them. Its delay and the
 * registry's pass: four days, so that a name may be bought from the next Monday on. What the registry says is published
 * as a book anew, with what was listed before.
 * @returns how many
 */
export async function listNewcomers(demo: Demo, rows: readonly MarketRow[]): Promise<number> {
  const newcomers = await addToMarket(demo.market, rows);
  if (newcomers.length === 0) return 0;
  const { sheaf, market, admin, connection } = demo;
  await listOnMarket(sheaf, market, admin, newcomers.map(listingOf), async (seconds) => {
    await connection.networkHelpers.time.increase(seconds);
  });
  await publishBook(sheaf.registry, admin);
  return newcomers.length;
}
