import { formatEther } from "viem";
import type { TransactionReceipt } from "viem";
import { Link } from "wouter";

import { useFormat } from "../../format/useFormat.ts";
import type { PendingTrade } from "../../model/parsePendingTrade.ts";
import { sendingSteps } from "../../model/sendingSteps.ts";
import { Button } from "../../ui/Button.tsx";
import { useFollowedTrade } from "../send/useFollowedTrade.ts";
import { Failure } from "./Failure.tsx";
import { Receipt } from "./Receipt.tsx";
import { StepHeading } from "./StepHeading.tsx";
import { Steps } from "./Steps.tsx";

export type FollowedTradeProps = {
  readonly trade: PendingTrade;
  readonly onDone: () => void; // the receipt is put away
  readonly onRetry: () => void; // nothing happened: back to the same amount
};

const DEEDS = { buy: "bought", sell: "sold", redeem: "redeemed" } as const;

/** A trade that was sent, until its outcome is known, and its outcome. */
export function FollowedTrade({ trade, onDone, onRetry }: FollowedTradeProps) {
  const { found, isLate, isUnreachable } = useFollowedTrade(trade);
  const format = useFormat();
  const deed = DEEDS[trade.kind];
  const shares = `${format.shares(trade.shares, "down")} ${trade.symbol}`;
  const costOf = (receipt: TransactionReceipt | undefined): string =>
    receipt === undefined
      ? "Only a network fee was spent, if anything."
      : `${formatEther(receipt.gasUsed * receipt.effectiveGasPrice)} ETH was spent on the network fee, and nothing else.`;

  if (found?.kind === "confirmed") return <Receipt trade={trade} {...found} onDone={onDone} />;
  if (found?.kind === "cancelled" || found?.kind === "replaced")
    return (
      <Failure
        title={found.kind === "cancelled" ? "Cancelled" : "Replaced by another transaction"}
        cost={costOf(found.receipt)}
        action="Back to the amount"
        onAction={onRetry}
      >
        Another transaction of your wallet took the place of this one. Nothing was {deed}.
      </Failure>
    );
  if (found?.kind === "reverted")
    return (
      <Failure
        title={`Nothing was ${deed}`}
        cost={costOf(found.receipt)}
        action="Try again"
        onAction={onRetry}
        more={<TransactionLink hash={found.receipt.transactionHash} />}
      >
        The index refused the transaction and undid all of it. {found.reason}
      </Failure>
    );
  return (
    <div className="grid gap-4">
      <StepHeading>Sent, not confirmed yet</StepHeading>
      <p>{`${trade.kind === "buy" ? "Buying" : trade.kind === "sell" ? "Selling" : "Redeeming"} ${shares}.`}</p>
      <Steps
        steps={sendingSteps("waiting", {
          allowing: trade.way === "plain" ? undefined : "Allowed exactly what is traded",
          confirming: "Sent",
          waiting: "Wait until it is on the chain",
        })}
      />
      <div role="status" className="text-small text-dim">
        {isUnreachable
          ? "The node does not answer. Your transaction may go through all the same; this page looks again by itself."
          : isLate
            ? "There is no receipt after three minutes. It may still go through. Speed it up or cancel it in your wallet; until then do not send it again."
            : "You can reload or close this page. It finds the transaction again."}
      </div>
      {trade.hash !== null && <TransactionLink hash={trade.hash} />}
      {isLate && <Button onClick={onRetry}>Stop following it</Button>}
    </div>
  );
}

function TransactionLink({ hash }: { readonly hash: string }) {
  return (
    <Link href={`/tx/${hash}`} className="text-small">
      See the transaction
    </Link>
  );
}
