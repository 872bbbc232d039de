import { isNodeFault } from "@sheaf/sdk/chain/isNodeFault";
import { NoRouteError } from "@sheaf/sdk/quote/errors";
import type { ExchangeQuote } from "@sheaf/sdk/quote/quoteExchange";
import { useState } from "react";
import type { Address } from "viem";
import { useConnection } from "wagmi";

import { useHead } from "../chain/useHead.ts";
import { useIndexView } from "../chain/useIndexView.ts";
import { useNode } from "../chain/useNode.ts";
import { useFormat } from "../format/useFormat.ts";
import { parseAmount } from "../format/parseAmount.ts";
import { inputText } from "../model/inputText.ts";
import { impactOf } from "../model/impactOf.ts";
import { tradeState } from "../model/tradeState.ts";
import type { Progress, QuoteFacts, Side } from "../model/tradeState.ts";
import { worsening } from "../model/worsening.ts";
import { usePreferences } from "../settings/usePreferences.ts";
import { stateText } from "./stateText.ts";
import { useExchangeQuote } from "./useExchangeQuote.ts";
import type { AnyQuote } from "./useExchangeQuote.ts";
import { useTradeAccount } from "./useTradeAccount.ts";
import type { Sending } from "./send/useSending.ts";

export type FactsInputs = {
  readonly side: Side;
  readonly vault: Address;
  readonly text: string; // the amount as it was typed
  readonly accepted: ExchangeQuote<AnyQuote> | undefined; // the quote under review
  readonly sending: Sending;
};

const BASIS_POINT = 10n ** 14n; // {1} WAD
const USDC_DECIMALS = 6;
const SHARE_DECIMALS = 18;
const MINIMUM = { buy: 10n ** 6n, sell: 10n ** 12n } as const; // {usdc}, {share}
/** {s} How long a quote is shown as valid, in chain time. */
const VALID = 30n;

/** Everything that a trade panel shows, from the chain, the wallet and the input; the state is derived, never kept. */
export function useTradeFacts({ side, vault, text, accepted, sending }: FactsInputs) {
  const { chain } = useNode();
  const { preferences } = usePreferences();
  const format = useFormat();
  const head = useHead();
  const { data: view } = useIndexView(vault);
  const { address, chainId } = useConnection();
  const { data: account } = useTradeAccount(vault, address);
  const [isAcknowledged, acknowledge] = useState(false);

  const decimals = side === "buy" ? USDC_DECIMALS : SHARE_DECIMALS;
  const parsed = parseAmount(text, decimals, format.locale);
  const amount = parsed.kind === "amount" ? parsed.amount : undefined;
  const query = useExchangeQuote({
    side,
    vault,
    amount: amount === undefined || amount < MINIMUM[side] ? undefined : amount,
    isFrozen: sending.kind === "running",
  });

  const slippage = BigInt(preferences.slippage) * BASIS_POINT;
  const newest = query.data;
  const worse =
    accepted === undefined || newest === undefined
      ? 0n
      : worsening(side, accepted.quote, newest.quote);
  const exchange = worse > 0n ? accepted : (newest ?? accepted);
  const now = head.data?.timestamp;
  const left =
    exchange === undefined || now === undefined ? VALID : exchange.view.timestamp + VALID - now;
  const quoteFacts: QuoteFacts =
    exchange !== undefined
      ? {
          kind: "ready",
          wei: exchange.networkFee.wei,
          impact: impactOf(exchange.quote),
          isStale: left <= 0n,
          isMoved: worse > 0n && (left <= 0n || worse * 2n > slippage),
        }
      : query.error instanceof NoRouteError
        ? { kind: "no route" }
        : query.isError
          ? { kind: "failed" }
          : { kind: query.isFetching ? "loading" : "none" };

  const progress: Progress =
    sending.kind === "idle"
      ? "editing"
      : sending.kind === "running"
        ? sending.step === "trade"
          ? "signing"
          : "approving"
        : sending.kind;
  const balance = side === "buy" ? account?.usdc : account?.shares;
  const pausedUntil = view?.issuancePausedUntil ?? 0n;
  const state = tradeState({
    side,
    progress,
    isNodeGone: head.isError,
    isWindingDown: account?.isWindingDown ?? false,
    isPaused: now !== undefined && pausedUntil > now,
    wallet: address === undefined ? "none" : chainId === chain.id ? "ready" : "other network",
    input: parsed.kind === "amount" ? parsed.amount : parsed.kind,
    minimum: MINIMUM[side],
    balance,
    ether: account?.ether,
    quote: quoteFacts,
    isAcknowledged,
  });
  const symbol = view?.symbol ?? "";
  const words = stateText({
    state,
    side,
    symbol,
    chainName: chain.name,
    pausedUntil,
    minimum: `${inputText(MINIMUM[side], decimals, format.locale)} ${side === "buy" ? "USDC" : symbol}`,
    unreadable: parsed.kind === "unreadable" ? parsed.reason : undefined,
    quoteFault:
      query.error === null
        ? undefined
        : isNodeFault(query.error)
          ? "The node did not answer."
          : query.error.message,
    format,
  });
  return {
    state,
    words,
    exchange,
    newest,
    worse,
    impact: exchange === undefined ? 0n : impactOf(exchange.quote),
    left,
    slippage,
    symbol,
    view,
    account,
    address,
    balance,
    decimals,
    now,
    isAcknowledged,
    acknowledge,
    isRefreshing: query.isFetching,
    refetch: () => void query.refetch(),
  };
}

export type TradeView = ReturnType<typeof useTradeFacts>;
