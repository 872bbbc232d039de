import type { TestToken } from "@sheaf/sdk/addresses/addressBook";
import { getAddress } from "viem";

import type { MarketName } from "../../market/LocalMarket.ts";

/** A name of a test market as the address book has it. */
export function testTokenOf(name: MarketName): TestToken {
  const { id, symbol, tokenDecimals, feedDecimals } = name;
  return {
    ...{ id, name: id, symbol, tokenDecimals, feedDecimals },
    token: getAddress(name.token),
    feed: getAddress(name.feed),
    aggregator: getAddress(name.aggregator),
    pool: getAddress(name.pool),
  };
}
