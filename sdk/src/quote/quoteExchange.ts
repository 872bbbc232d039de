import { readContract } from "viem/actions";

import { indexVaultAbi } from "../abi/indexVaultAbi.ts";
import type { IndexView } from "../lens/indexView.ts";
import { readIndexView } from "../lens/readIndexView.ts";
import { etherPrice } from "./etherPrice.ts";
import type { Quote } from "./quote.ts";
import type { QuoteState } from "./quoteState.ts";
import { readNetworkFee } from "./readNetworkFee.ts";
import type { NetworkFee } from "./readNetworkFee.ts";
import { readQuote } from "./readQuote.ts";
import type { QuoteSources } from "./readQuoteState.ts";

/** A quote of a purchase or a sale, with the figures that a person reads beside it. */
export type ExchangeQuote<quote extends Quote> = {
  readonly quote: quote;
  readonly view: IndexView;
  readonly networkFee: NetworkFee;
  readonly feeRecipients: number;
};

/** Reads a quote of a purchase or a sale, with the figures that a person reads beside it. */
export async function quoteExchange<quote extends Quote>(
  sources: QuoteSources,
  quoteOf: (state: QuoteState) => quote,
): Promise<ExchangeQuote<quote>> {
  const { client, lens, vault } = sources;
  let price: bigint | undefined; // {uoa/ether}
  const quote = await readQuote(sources, (state) => {
    price = etherPrice(state);
    return quoteOf(state);
  });
  const [view, networkFee, { recipients }] = await Promise.all([
    readIndexView({ client, lens, vault }),
    readNetworkFee(client, quote.gas, price),
    readContract(client, { address: vault, abi: indexVaultAbi, functionName: "feeTerms" }),
  ]);
  return { quote, view, networkFee, feeRecipients: recipients.length };
}
