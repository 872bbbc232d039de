import type { ExchangeQuote } from "@sheaf/sdk/quote/quoteExchange";
import type { Quote } from "@sheaf/sdk/quote/quote";

import { useFormat } from "../../format/useFormat.ts";
import { allInCost } from "../../model/allInCost.ts";

const ETHER_DECIMALS = 18;

/** The cost of a trade in dollars. While an ether has no price, the network fee stands beside it in ether. */
export function CostText({ exchange }: { readonly exchange: ExchangeQuote<Quote> }) {
  const format = useFormat();
  const { total, isWhole } = allInCost(exchange);
  if (total === undefined) return "unknown";
  const dollars = format.dollars(total, "up");
  if (isWhole) return dollars;
  return `${dollars} + ${format.token(exchange.networkFee.wei, ETHER_DECIMALS, "up")} ETH`;
}
