import { createPublicClient, custom, getAddress } from "viem";
import type { QuoteSources } from "@sheaf/sdk/quote/readQuoteState";

import type { Demo } from "./setUpDemo.ts";

/** Where people of the demo quote from: the index and its pools as they are now, read as an app reads them. */
export async function quoteSourcesOf(demo: Demo): Promise<QuoteSources> {
  const { connection, lens, vault, market } = demo;
  return {
    client: createPublicClient({ transport: custom(connection.provider, { retryCount: 0 }) }),
    lens: getAddress(await lens.getAddress()),
    vault: getAddress(await vault.getAddress()),
    weth: getAddress(await market.weth.getAddress()),
  };
}
