import { formatUnits } from "ethers";
import type { Provider } from "ethers";

import { FeedDecimalsError, ImplausiblePriceError, StaleFeedError } from "../errors.ts";
import { readRound } from "./readRound.ts";

const MAX_FEED_DECIMALS = 18;

/** Prices that are believed. D18{usd/token} */
export type PriceBand = { readonly minPrice: bigint; readonly maxPrice: bigint };

/**
 * Checks that a feed answers, freshly, with a plausible price.
 * @throws NoCodeError, WrongContractError, FeedDecimalsError, StaleFeedError, ImplausiblePriceError
 */
export async function checkFeed(
  provider: Provider,
  what: string,
  { address, heartbeat }: { readonly address: string; readonly heartbeat: number /* {s} */ },
  { minPrice, maxPrice }: PriceBand,
): Promise<void> {
  const { decimals, answer, updatedAt, now } = await readRound(provider, what, address);
  if (decimals > MAX_FEED_DECIMALS)
    throw new FeedDecimalsError(what, address, decimals, MAX_FEED_DECIMALS);
  const age = now - updatedAt;
  if (age < 0 || age > heartbeat) throw new StaleFeedError(what, address, age, heartbeat);
  const price = answer * 10n ** BigInt(MAX_FEED_DECIMALS - decimals);
  if (price < minPrice || price > maxPrice) {
    const band = `${formatUnits(minPrice)} to ${formatUnits(maxPrice)}`;
    throw new ImplausiblePriceError(what, address, formatUnits(answer, decimals), band);
  }
}
