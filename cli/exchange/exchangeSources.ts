import type { QuoteSources } from "@sheaf/sdk/quote/readQuoteState";
import type { Address } from "viem";

import type { Session } from "../session/openSession.ts";

/** The contracts that a quote of an index reads. */
export function exchangeSources({ client, book }: Session, vault: Address): QuoteSources {
  return { client, lens: book.contracts.lens.address, vault, weth: book.external.weth };
}
