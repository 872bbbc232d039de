import { ZeroAddress } from "ethers";

import { listTokens } from "./listTokens.ts";
import type { TokenMade } from "./listTokens.ts";
import type { LocalMarket, MarketName, MarketRow } from "./LocalMarket.ts";
import { openPools } from "./openPools.ts";

/**
 * Makes the tokens, feeds and pools that a test market lacks. A second run makes nothing.
 * @param made Tokens that the operator made already, by id
 */
export async function supplyTestMarket(
  market: Pick<LocalMarket, "operator" | "decimalsOf" | "depth">,
  rows: readonly MarketRow[],
  made: ReadonlyMap<string, TokenMade>,
): Promise<MarketName[]> {
  const { operator } = market;
  const tokens = await listTokens(market, rows, made);
  const poolsOf = () => Promise.all(tokens.map(({ token }) => operator.poolOf(token)));
  const present = await poolsOf();
  const poolless = tokens.filter((_, at) => present[at] === ZeroAddress);
  await openPools(market, rows, poolless);
  const pools = poolless.length === 0 ? present : await poolsOf();
  return tokens.map((token, at) => ({ ...token, pool: pools[at] }));
}
