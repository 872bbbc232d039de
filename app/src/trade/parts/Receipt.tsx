import type { TransactionReceipt } from "viem";
import { Link } from "wouter";

import { localeText } from "../../format/localeText.ts";
import { useFormat } from "../../format/useFormat.ts";
import type { Outcome } from "../../model/outcomeOf.ts";
import type { PendingTrade } from "../../model/parsePendingTrade.ts";
import { sendingSteps } from "../../model/sendingSteps.ts";
import { slippedOf } from "../../model/slippedOf.ts";
import { Button } from "../../ui/Button.tsx";
import { Facts } from "../../ui/Facts.tsx";
import type { Fact } from "../../ui/Facts.tsx";
import { LeftAllowance } from "./LeftAllowance.tsx";
import { StepHeading } from "./StepHeading.tsx";
import { Steps } from "./Steps.tsx";

export type ReceiptProps = {
  readonly trade: PendingTrade;
  readonly outcome: Outcome;
  readonly receipt: TransactionReceipt;
  readonly isReplacement: boolean;
  readonly onDone: () => void;
};

const ETHER_DECIMALS = 18;
const ETHER = 10n ** 18n; // {wei}
const USDC_SCALE = 10n ** 12n; // {uoa/usdc}

/** A trade that happened: its own event's amounts beside the accepted ones. */
export function Receipt({ trade, outcome, receipt, isReplacement, onDone }: ReceiptProps) {
  const format = useFormat();
  const wei = receipt.gasUsed * receipt.effectiveGasPrice;
  const shares = `${format.shares(outcome.shares, "down")} ${trade.symbol}`;
  const usdc = (amount: bigint, rounding: "up" | "down") => `${format.usdc(amount, rounding)} USDC`;
  const block = localeText(receipt.blockNumber.toString(), format.locale);
  const gas: Fact = {
    name: "Network fee",
    value:
      trade.etherPrice === null
        ? `${format.token(wei, ETHER_DECIMALS, "up")} ETH`
        : format.dollars((wei * trade.etherPrice) / ETHER, "up"),
    note: (
      <span className="figure">{localeText(receipt.gasUsed.toString(), format.locale)} gas</span>
    ),
  };
  const slippage: Fact = {
    name: "Realised slippage",
    value: format.percent(slippedOf(trade, outcome), "up"),
  };
  const facts: readonly Fact[] =
    trade.kind === "buy"
      ? [
          {
            name: "Paid",
            value: usdc(outcome.usdc, "up"),
            note: `${format.usdc(trade.limit - outcome.usdc, "down")} came back`,
          },
          { name: "Received", value: shares },
          {
            name: "Minimum was",
            value: `${format.shares(trade.shares, "down")} ${trade.symbol}`,
          },
          { name: "Most you would have paid", value: usdc(trade.limit, "up") },
          slippage,
          { name: "Platform fee", value: format.dollars(trade.platformFee * USDC_SCALE, "up") },
          gas,
        ]
      : trade.kind === "sell"
        ? [
            { name: "Sold", value: shares },
            { name: "Received", value: usdc(outcome.usdc, "down") },
            { name: "Minimum was", value: usdc(trade.limit, "down") },
            slippage,
            { name: "Platform fee", value: "none" },
            gas,
          ]
        : [{ name: "Redeemed", value: shares }, gas];
  const title =
    trade.kind === "buy"
      ? `You own ${shares} more`
      : trade.kind === "sell"
        ? `You received ${usdc(outcome.usdc, "down")}`
        : `You redeemed ${shares}`;
  const kept = outcome.credited.length;
  const inKind = outcome.inKind.length;
  return (
    <div className="grid gap-4" data-testid="receipt">
      <Steps
        steps={sendingSteps("done", {
          allowing: trade.way === "plain" ? undefined : "Allowed exactly what was traded",
          confirming: isReplacement ? "Sent, and sped up in your wallet" : "Sent",
          waiting: `Confirmed in block ${block}`,
        })}
      />
      <div className="grid justify-items-center gap-1 py-2 text-center">
        <span
          aria-hidden="true"
          className="mb-2 grid size-13 place-items-center rounded-full bg-accent/15 text-[22px] text-accent"
        >
          ✓
        </span>
        <StepHeading>{title}</StepHeading>
        {trade.kind === "buy" && (
          <p className="text-dim">
            In your wallet. Worth {format.dollars(trade.value, "down")} at the quote.
          </p>
        )}
      </div>
      <p role="status" className="sr-only">
        {title}
      </p>
      <Facts facts={facts} />
      {inKind > 0 && (
        <p className="text-small">
          {inKind} {inKind === 1 ? "token" : "tokens"} could not be swapped and came to you in kind.
        </p>
      )}
      {kept > 0 && (
        <p className="text-small">
          {kept} {kept === 1 ? "token" : "tokens"} could not be paid and {kept === 1 ? "is" : "are"}{" "}
          kept for you. <Link href="/portfolio">See your claims</Link>
        </p>
      )}
      <LeftAllowance trade={trade} />
      <div className="grid grid-cols-[1fr_auto] gap-2.5 max-[360px]:grid-cols-1">
        <Link
          href="/portfolio"
          className="rounded-control bg-accent px-4 py-3 text-center font-[580] text-accent-ink no-underline"
        >
          My indexes
        </Link>
        <Link
          href={`/tx/${receipt.transactionHash}`}
          className="rounded-control border border-line px-4 py-3 text-center font-[580] text-ink no-underline hover:bg-soft"
        >
          Transaction
        </Link>
      </div>
      <Button onClick={onDone}>Done</Button>
    </div>
  );
}
