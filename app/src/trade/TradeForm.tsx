import type { ExchangeQuote } from "@sheaf/sdk/quote/quoteExchange";
import { useState } from "react";
import type { Address } from "viem";

import { useConfig } from "../config/useConfig.ts";
import { useFormat } from "../format/useFormat.ts";
import type { PendingTrade } from "../model/parsePendingTrade.ts";
import type { Side } from "../model/tradeState.ts";
import { orderOf } from "./orderOf.ts";
import { AmountStep } from "./parts/AmountStep.tsx";
import { Declined } from "./parts/Declined.tsx";
import { Failure } from "./parts/Failure.tsx";
import { ReviewStep } from "./parts/ReviewStep.tsx";
import { SendingView } from "./parts/SendingView.tsx";
import { useSending } from "./send/useSending.ts";
import type { AnyQuote } from "./useExchangeQuote.ts";
import { useTradeFacts } from "./useTradeFacts.ts";

export type TradeFormProps = {
  readonly side: Side;
  readonly vault: Address;
  readonly text: string; // the amount as it was typed
  readonly onText: (text: string) => void;
  readonly onSent: (trade: PendingTrade) => void;
};

/** A purchase or a sale until it is sent: amount, review, wallet. */
export function TradeForm({ side, vault, text, onText, onSent }: TradeFormProps) {
  const { contracts } = useConfig();
  const format = useFormat();
  const [accepted, setAccepted] = useState<ExchangeQuote<AnyQuote>>();
  const [frozen, setFrozen] = useState<ExchangeQuote<AnyQuote>>();
  const { sending, start, reset } = useSending(onSent);
  const trade = useTradeFacts({ side, vault, text, accepted, sending });
  const buys = side === "buy";

  if (sending.kind === "declined") return <Declined onAction={reset} />;
  if (sending.kind === "failed")
    return (
      <Failure
        title={buys ? "Nothing was bought" : "Nothing was sold"}
        cost="No purchase or sale was sent."
        action="Try again"
        onAction={() => {
          setAccepted(undefined);
          reset();
        }}
      >
        {sending.reason}
      </Failure>
    );
  if (sending.kind === "running" && frozen !== undefined) {
    const { quote, view } = frozen;
    const shares = `${format.shares(quote.shares, "down")} ${view.symbol}`;
    return (
      <SendingView
        step={sending.step}
        allowance={buys ? `${format.usdc(quote.limit, "up")} USDC` : shares}
        sentence={
          buys
            ? `Buy ${shares} for at most ${format.usdc(quote.limit, "up")} USDC`
            : `Sell ${shares} for at least ${format.usdc(quote.limit, "down")} USDC`
        }
      />
    );
  }
  if (accepted === undefined)
    return (
      <AmountStep
        side={side}
        text={text}
        onText={onText}
        trade={trade}
        onReview={() => setAccepted(trade.exchange)}
      />
    );
  return (
    <ReviewStep
      side={side}
      trade={trade}
      onBack={() => setAccepted(undefined)}
      onAccept={() => setAccepted(trade.newest)}
      onConfirm={() => {
        const { exchange, address } = trade;
        if (exchange === undefined || address === undefined) return;
        setFrozen(exchange);
        void start(orderOf({ side, exchange, account: address, contracts }));
      }}
    />
  );
}
