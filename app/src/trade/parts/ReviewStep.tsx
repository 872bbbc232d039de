import { useId } from "react";

import { useFormat } from "../../format/useFormat.ts";
import type { Side } from "../../model/tradeState.ts";
import { Button } from "../../ui/Button.tsx";
import { Notice } from "../../ui/Notice.tsx";
import type { TradeView } from "../useTradeFacts.ts";
import { BuyReview } from "./BuyReview.tsx";
import { NeedFunds } from "./NeedFunds.tsx";
import { SellReview } from "./SellReview.tsx";
import { Sources } from "./Sources.tsx";
import { StepHeading } from "./StepHeading.tsx";

export type ReviewStepProps = {
  readonly side: Side;
  readonly trade: TradeView;
  readonly onBack: () => void;
  readonly onAccept: () => void; // the newer, worse quote
  readonly onConfirm: () => void;
};

/** The second step: every number of the trade, and the sentence that is signed. */
export function ReviewStep({ side, trade, onBack, onAccept, onConfirm }: ReviewStepProps) {
  const format = useFormat();
  const id = useId();
  const { exchange, newest, state, words, left, slippage, symbol } = trade;
  if (exchange === undefined) return null;
  const { quote } = exchange;
  const shares = format.shares(quote.shares, "down");
  const sentence =
    side === "buy"
      ? `Buy ${shares} ${symbol} for at most ${format.usdc(quote.limit, "up")} USDC`
      : `Sell ${shares} ${symbol} for at least ${format.usdc(quote.limit, "down")} USDC`;
  const brings = (each: typeof quote): string =>
    side === "buy"
      ? `${format.shares(each.shares, "down")} ${symbol}`
      : `${format.usdc(each.usdc, "down")} USDC`;
  const isReady = state === "ready";
  const needsOath = state === "impact to acknowledge" || trade.isAcknowledged;
  return (
    <div className="grid gap-4">
      <StepHeading
        onBack={onBack}
        aside={
          <span aria-live="off" className="figure">
            {left > 0n ? `Quote valid for ${left} s` : "Refreshing the quote"}
          </span>
        }
      >
        Review
      </StepHeading>
      {side === "buy" ? (
        <BuyReview exchange={exchange} slippage={slippage} />
      ) : (
        <SellReview exchange={exchange} slippage={slippage} />
      )}
      <Sources exchange={exchange} />
      {needsOath && (
        <label htmlFor={id} className="flex gap-3 rounded-control bg-warn p-3 text-warn-ink">
          <input
            id={id}
            type="checkbox"
            className="mt-1"
            checked={trade.isAcknowledged}
            onChange={({ target }) => trade.acknowledge(target.checked)}
          />
          I know that this trade is {format.percent(trade.impact, "up")} worse than the market.
        </label>
      )}
      {state === "moved" && newest !== undefined ? (
        <Notice
          title={`The price moved by ${format.percent(trade.worse, "up")}.`}
          actions={
            <>
              <Button look="main" onClick={onAccept}>
                Accept the new quote
              </Button>
              <Button onClick={onBack}>Cancel</Button>
            </>
          }
        >
          You would get {brings(newest.quote)} instead of {brings(quote)}.
        </Notice>
      ) : (
        <>
          {!isReady && words.reason !== undefined && (
            <p role="status" className="text-small">
              {words.reason} {state === "no gas token" && <NeedFunds />}
            </p>
          )}
          <Button look="main" disabled={!isReady} onClick={onConfirm}>
            {isReady || state === "impact to acknowledge" || state === "stale"
              ? sentence
              : words.button}
          </Button>
        </>
      )}
    </div>
  );
}
