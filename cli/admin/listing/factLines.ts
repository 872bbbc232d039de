import { dateText } from "@sheaf/sdk/errors/text/dateText";
import { decimalText } from "@sheaf/sdk/errors/text/decimalText";

import type { ListingFacts, PoolFact } from "./listingFacts.ts";

const PRICE_DIGITS = 8;
const RESERVE = { USDC: { decimals: 6, digits: 2 }, WETH: { decimals: 18, digits: 4 } } as const;

/** What the chain says of a newcomer, for a person to compare with what is meant. */
export function factLines({ token, feed, pools }: ListingFacts): string[] {
  const { decimals = 0, answer = 0n, updatedAt = 0n } = feed;
  return [
    `token   ${token.symbol ?? "without a symbol"}, ${token.address}, ${token.decimals ?? "unknown"} decimals`,
    `feed    ${feed.description ?? "without a description"}, ${feed.address}`,
    `price   ${decimalText(answer, decimals, PRICE_DIGITS)} USD, as of ${dateText(updatedAt)}`,
    ...pools.map(poolLine),
    `probe   ${token.isProbed ? "passed" : "not yet"}`,
  ];
}

function poolLine({ pool, against, fee, reserve, liquidity }: PoolFact): string {
  const { decimals, digits } = RESERVE[against];
  const depth = `holds ${decimalText(reserve, decimals, digits)} ${against}`;
  const state = liquidity === 0n ? "no liquidity at its price" : depth;
  return `pool    ${pool}, ${against} at ${decimalText(BigInt(fee), 4, 4)} %, ${state}`;
}
