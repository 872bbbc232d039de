import type { AppConfig } from "@sheaf/sdk/appConfig/appConfigSchema";
import { platformFeeIn } from "@sheaf/sdk/quote/platformFeeIn";
import { purchaseCall } from "@sheaf/sdk/quote/purchaseCall";
import type { ExchangeQuote } from "@sheaf/sdk/quote/quoteExchange";
import { saleCall } from "@sheaf/sdk/quote/saleCall";
import type { Address } from "viem";

import type { Side } from "../model/tradeState.ts";
import type { Order } from "./send/order.ts";
import type { AnyQuote } from "./useExchangeQuote.ts";

export type OrderInputs = {
  readonly side: Side;
  readonly exchange: ExchangeQuote<AnyQuote>;
  readonly account: Address;
  readonly contracts: AppConfig["contracts"];
};

const ETHER = 10n ** 18n; // {wei}

/** The trade that a person accepts: the quote's own numbers, and nothing else, are signed. */
export function orderOf({ side, exchange, account, contracts }: OrderInputs): Order {
  const { quote, view, networkFee } = exchange;
  const { router, usdc } = contracts;
  const { vault, symbol } = view;
  const { inKind = [], inKindValue = 0n, claims = [] } = quote;
  const { wei, value } = networkFee;
  const buys = side === "buy";
  return {
    needs: {
      token: buys ? usdc : vault,
      symbol: buys ? "USDC" : symbol,
      spender: router,
      amount: buys ? quote.limit : quote.shares,
    },
    callOf: (deadline, permit) =>
      buys
        ? purchaseCall({ router, vault, quote, receiver: account, deadline, permit })
        : saleCall({
            ...{ router, vault, receiver: account, deadline, permit },
            quote: { ...quote, inKind, inKindValue, claims },
          }),
    record: {
      kind: side,
      vault,
      symbol,
      shares: quote.shares,
      usdc: quote.usdc,
      limit: quote.limit,
      value: quote.value,
      platformFee: platformFeeIn(quote),
      etherPrice: value === undefined || wei === 0n ? null : (value * ETHER) / wei,
    },
  };
}
