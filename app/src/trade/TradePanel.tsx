import { useState } from "react";
import type { Address } from "viem";
import { useConnection } from "wagmi";

import { useFormat } from "../format/useFormat.ts";
import { inputText } from "../model/inputText.ts";
import type { Side } from "../model/tradeState.ts";
import { Segments } from "../ui/Segments.tsx";
import { FollowedTrade } from "./parts/FollowedTrade.tsx";
import { RedeemForm } from "./redeem/RedeemForm.tsx";
import { TradeForm } from "./TradeForm.tsx";
import { usePendingTrade } from "./send/usePendingTrade.ts";

const SIDES = [
  { value: "buy", text: "Buy" },
  { value: "sell", text: "Sell" },
] as const;

const EXITS = [
  { value: "usdc", text: "USDC" },
  { value: "tokens", text: "Tokens in kind" },
] as const;
const USDC_DECIMALS = 6;
const SHARE_DECIMALS = 18;
type Exit = (typeof EXITS)[number]["value"];

/** Buys and sells shares of an index. A trade that was sent is followed here, also after a reload. */
export function TradePanel({ vault }: { readonly vault: Address }) {
  const { address } = useConnection();
  return (
    <section
      aria-label="Buy and sell"
      className="rounded-card border border-line bg-card p-4 sm:p-5"
    >
      <Trades key={`${vault} ${address}`} vault={vault} account={address} />
    </section>
  );
}

type TradesProps = { readonly vault: Address; readonly account: Address | undefined };

function Trades({ vault, account }: TradesProps) {
  const [side, setSide] = useState<Side>(() => (location.hash === "#sell" ? "sell" : "buy"));
  const [exit, setExit] = useState<Exit>("usdc");
  const [texts, setTexts] = useState({ buy: "", sell: "" });
  const { trade, keep, forget } = usePendingTrade(vault, account);
  const { locale } = useFormat();
  if (trade !== undefined)
    return (
      <FollowedTrade
        trade={trade}
        onDone={() => {
          setTexts({ buy: "", sell: "" });
          forget();
        }}
        onRetry={() => {
          // After a reload the form does not know the amount any more; the trade does.
          setSide(trade.kind === "buy" ? "buy" : "sell");
          setExit(trade.kind === "redeem" ? "tokens" : "usdc");
          setTexts({
            buy: trade.kind === "buy" ? inputText(trade.limit, USDC_DECIMALS, locale) : "",
            sell: trade.kind === "buy" ? "" : inputText(trade.shares, SHARE_DECIMALS, locale),
          });
          forget();
        }}
      />
    );
  const form = {
    vault,
    text: texts[side],
    onText: (text: string) => setTexts((current) => ({ ...current, [side]: text })),
    onSent: keep,
  };
  return (
    <div className="grid gap-4">
      <Segments label="Buy or sell" value={side} options={SIDES} onChange={setSide} />
      {side === "sell" && (
        <Segments small label="What you get" value={exit} options={EXITS} onChange={setExit} />
      )}
      {side === "sell" && exit === "tokens" ? (
        <RedeemForm {...form} />
      ) : (
        <TradeForm key={side} side={side} {...form} />
      )}
    </div>
  );
}
