import { indexVaultAbi } from "@sheaf/sdk/abi/indexVaultAbi";
import type { IndexView } from "@sheaf/sdk/lens/indexView";
import { readIndexView } from "@sheaf/sdk/lens/readIndexView";
import type { Quote } from "@sheaf/sdk/quote/quote";
import type { QuoteState } from "@sheaf/sdk/quote/quoteState";
import { readQuote } from "@sheaf/sdk/quote/readQuote";
import type { Address } from "viem";

import type { Session } from "../session/openSession.ts";
import { etherPrice } from "@sheaf/sdk/quote/etherPrice";
import { readNetworkFee } from "@sheaf/sdk/quote/readNetworkFee";
import type { NetworkFee } from "@sheaf/sdk/quote/readNetworkFee";

export type ExchangeQuote<quote extends Quote> = {
  readonly quote: quote;
  readonly view: IndexView;
  readonly networkFee: NetworkFee;
  readonly feeRecipients: number;
};

/** A quote of a purchase or a sale, with what a person reads beside it. */
export async function quoteExchange<quote extends Quote>(
  { client, book }: Session,
  vault: Address,
  quoteOf: (state: QuoteState) => quote,
): Promise<ExchangeQuote<quote>> {
  const { lens } = book.contracts;
  let price: bigint | undefined; // {uoa/ether}
  const quote = await readQuote(
    { client, lens: lens.address, vault, weth: book.external.weth },
    (state) => {
      price = etherPrice(state);
      return quoteOf(state);
    },
  );
  const [view, networkFee, { recipients }] = await Promise.all([
    readIndexView({ client, lens: lens.address, vault }),
    readNetworkFee(client, quote.gas, price),
    client.readContract({ address: vault, abi: indexVaultAbi, functionName: "feeTerms" }),
  ]);
  return { quote, view, networkFee, feeRecipients: recipients.length };
}
