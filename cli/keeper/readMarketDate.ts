import type { AddressBook } from "@sheaf/sdk/addresses/addressBook";
import type { Market } from "@sheaf/sdk/market/market";
import { parseAbi } from "viem";
import type { PublicClient } from "viem";

import { currentWeek } from "../market/currentWeek.ts";
import { FeedsOffMarketError } from "../market/errors.ts";

type TestMarket = NonNullable<AddressBook["testMarket"]>;

const OPERATOR = parseAbi([
  "function survey(address[] tokens, address[] aggregators) view returns (int256[] answers, uint160[] sqrtPricesX96)",
]);

/**
 * Reads the date of the market week at which the feeds of a test market stand.
 * @returns YYYY-MM-DD
 * @throws FeedsOffMarketError
 */
export async function readMarketDate(
  client: Pick<PublicClient, "readContract">,
  { operator, tokens }: TestMarket,
  market: Market,
): Promise<string> {
  const [answers] = await client.readContract({
    address: operator.address,
    abi: OPERATOR,
    functionName: "survey",
    args: [tokens.map(({ token }) => token), tokens.map(({ aggregator }) => aggregator)],
  });
  const names = tokens.map(({ id, feedDecimals }, at): [string, FeedAnswer] => [
    id,
    { feedDecimals, answer: answers[at] ?? 0n },
  ]);
  const at = currentWeek(market, new Map(names));
  const date = at === undefined ? undefined : market.weeks[at]?.date;
  if (date === undefined) throw new FeedsOffMarketError(market.name);
  return date;
}

type FeedAnswer = {
  readonly feedDecimals: number;
  readonly answer: bigint; // D(feed){usd/token}
};
