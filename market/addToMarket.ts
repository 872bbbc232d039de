import { listTokens } from "./listTokens.ts";
import type { LocalMarket, MarketName, MarketRow } from "./LocalMarket.ts";
import { openPools } from "./openPools.ts";

/**
 * Lists names at the price and depth of their rows: a token, a feed and its aggregator, and a pool against the dollar.
 * Names that are listed already are left alone.
 * @returns the names that are new, in the order of the rows
 */
export async function addToMarket(
  market: LocalMarket,
  rows: readonly MarketRow[],
): Promise<MarketName[]> {
  const newcomers = rows.filter(({ id }) => !market.names.has(id));
  const listed = await listTokens(market, newcomers);
  const pools = await openPools(market, newcomers, listed);

  const names = listed.map((name, at) => ({ ...name, pool: pools[at] }));
  for (const name of names) market.names.set(name.id, name);
  return names;
}
