import { dateText } from "@sheaf/sdk/errors/text/dateText";
import { decimalText } from "@sheaf/sdk/errors/text/decimalText";
import { percentText } from "@sheaf/sdk/errors/text/percentText";

import type { ListingFacts, PoolFact } from "./listingFacts.ts";

const PRICE_DIGITS = 8;
const FAR_PERCENT = 5n;
const WAD = 10n ** 18n;
const RESERVE = { USDC: { decimals: 6, digits: 2 }, WETH: { decimals: 18, digits: 4 } } as const;

/** Facts of a proposed component from the chain, one line each. A person compares them with the intended token. */
export function factLines({ token, feed, pools }: ListingFacts): string[] {
  const { decimals = 0, answer = 0n, updatedAt = 0n } = feed;
  return [
    `token   ${token.symbol ?? "without a symbol"}, ${token.address}, ${token.decimals ?? "unknown"} decimals`,
    `feed    ${feed.description ?? "without a description"}, ${feed.address}`,
    `price   ${decimalText(answer, decimals, PRICE_DIGITS)} USD, as of ${dateText(updatedAt)}`,
    ...pools.map(poolLine),
    ...doubtLines(feed, pools),
    `probe   ${token.isProbed ? "passed" : "not yet"}`,
  ];
}

/** A feed that is far from the market may be another token's. */
function doubtLines(
  { decimals, answer }: ListingFacts["feed"],
  pools: ListingFacts["pools"],
): string[] {
  const [deepest] = pools
    .filter(({ against, liquidity }) => against === "USDC" && liquidity > 0n)
    .toSorted((a, b) => (a.reserve < b.reserve ? 1 : -1));
  if (deepest === undefined || decimals === undefined || answer === undefined || answer <= 0n)
    return [];
  const feedPrice = (answer * WAD) / 10n ** BigInt(decimals);
  const distance =
    deepest.price > feedPrice ? deepest.price - feedPrice : feedPrice - deepest.price;
  if (distance * 100n <= feedPrice * FAR_PERCENT) return [];
  return [
    `doubt   the pool ${deepest.pool} says ${decimalText(deepest.price, 18, PRICE_DIGITS)} USDC, ` +
      `${percentText((distance * WAD) / feedPrice)} from the feed. Check that the feed is this token's.`,
  ];
}

function poolLine({ pool, against, fee, reserve, liquidity, price }: PoolFact): string {
  const { decimals, digits } = RESERVE[against];
  const depth = `holds ${decimalText(reserve, decimals, digits)} ${against}, price ${decimalText(price, 18, PRICE_DIGITS)} ${against}`;
  const state = liquidity === 0n ? "no liquidity at its price" : depth;
  return `pool    ${pool}, ${against} at ${decimalText(BigInt(fee), 4, 4)} %, ${state}`;
}
