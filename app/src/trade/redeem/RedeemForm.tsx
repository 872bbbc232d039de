import { isNodeFault } from "@sheaf/sdk/chain/isNodeFault";
import { reasonOf } from "@sheaf/sdk/errors/reasonOf";
import { forecastRedemption } from "@sheaf/sdk/exit/forecastRedemption";
import type { Forecast } from "@sheaf/sdk/exit/forecastRedemption";
import { redemptionCall } from "@sheaf/sdk/exit/redemptionCall";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Address } from "viem";
import { useConnection } from "wagmi";

import { useNode } from "../../chain/useNode.ts";
import { useConfig } from "../../config/useConfig.ts";
import { parseAmount } from "../../format/parseAmount.ts";
import { useFormat } from "../../format/useFormat.ts";
import { inputText } from "../../model/inputText.ts";
import type { PendingTrade } from "../../model/parsePendingTrade.ts";
import { tradeState } from "../../model/tradeState.ts";
import { usePreferences } from "../../settings/usePreferences.ts";
import { AmountField } from "../parts/AmountField.tsx";
import { Declined } from "../parts/Declined.tsx";
import { Failure } from "../parts/Failure.tsx";
import { MainButton } from "../parts/MainButton.tsx";
import { SendingView } from "../parts/SendingView.tsx";
import { useSending } from "../send/useSending.ts";
import { stateText } from "../stateText.ts";
import { useTradeAccount } from "../useTradeAccount.ts";
import { RedeemReview } from "./RedeemReview.tsx";

export type RedeemFormProps = {
  readonly vault: Address;
  readonly text: string; // the shares as they were typed
  readonly onText: (text: string) => void;
  readonly onSent: (trade: PendingTrade) => void;
};

type Accepted = { readonly shares: bigint /* {share} */; readonly forecast: Forecast };

const DECIMALS = 18;
const QUARTERS = [1n, 2n, 3n] as const;
const BASIS_POINT = 10n ** 14n; // {1} WAD
const NO_QUOTE = { kind: "ready", wei: 1n, impact: 0n, isStale: false, isMoved: false } as const;

/** Leaves an index in kind: tokens for shares. It reads no price, no pool and no lens, so it works when they fail. */
export function RedeemForm({ vault, text, onText, onSent }: RedeemFormProps) {
  const { client, chain, url } = useNode();
  const { indexes } = useConfig();
  const { preferences } = usePreferences();
  const format = useFormat();
  const { address, chainId } = useConnection();
  const { data: account } = useTradeAccount(vault, address);
  const [accepted, setAccepted] = useState<Accepted>();
  const { sending, start, reset } = useSending(onSent);
  const parsed = parseAmount(text, DECIMALS, format.locale);
  const shares = parsed.kind === "amount" ? parsed.amount : 0n;
  const symbol = indexes.find((each) => each.address === vault)?.symbol ?? "shares";
  const balance = account?.shares;
  const forecast = useQuery({
    queryKey: [chain.id, url, "forecast", vault, address, `${shares}`],
    queryFn: () =>
      forecastRedemption({ client, vault, receiver: address ?? vault, shares, skipped: [] }),
    enabled: address !== undefined && shares > 0n && balance !== undefined && shares <= balance,
    staleTime: 15_000,
  });
  const state = tradeState({
    side: "sell",
    progress: "editing",
    isNodeGone: forecast.isError && isNodeFault(forecast.error),
    isWindingDown: false,
    isPaused: false,
    wallet: address === undefined ? "none" : chainId === chain.id ? "ready" : "other network",
    input: parsed.kind === "amount" ? parsed.amount : parsed.kind,
    minimum: 1n,
    balance,
    ether: account?.ether,
    quote:
      forecast.data !== undefined
        ? NO_QUOTE
        : { kind: forecast.isError ? "failed" : forecast.isFetching ? "loading" : "none" },
    isAcknowledged: true,
  });
  const words = stateText({
    ...{ state, side: "sell", symbol, chainName: chain.name, pausedUntil: 0n, format },
    minimum: `${inputText(1n, DECIMALS, format.locale)} ${symbol}`,
    unreadable: parsed.kind === "unreadable" ? parsed.reason : undefined,
    quoteFault: forecast.error === null ? undefined : reasonOf(forecast.error),
  });

  if (sending.kind === "declined") return <Declined onAction={reset} />;
  if (sending.kind === "failed")
    return (
      <Failure
        title="Nothing was redeemed"
        cost="No redemption was sent."
        action="Try again"
        onAction={() => {
          setAccepted(undefined);
          reset();
        }}
      >
        {sending.reason}
      </Failure>
    );
  if (sending.kind === "running" && accepted !== undefined)
    return (
      <SendingView
        step="trade"
        allowance={undefined}
        sentence={`Redeem ${format.shares(accepted.shares, "down")} ${symbol} for its tokens`}
      />
    );
  if (accepted !== undefined)
    return (
      <RedeemReview
        forecast={accepted.forecast}
        shares={accepted.shares}
        symbol={symbol}
        tolerance={BigInt(preferences.slippage) * BASIS_POINT}
        onBack={() => setAccepted(undefined)}
        onConfirm={() => {
          if (address === undefined) return;
          const tolerance = BigInt(preferences.slippage) * BASIS_POINT;
          const call = redemptionCall({ vault, owner: address, ...accepted, tolerance });
          void start({
            needs: undefined,
            callOf: () => call,
            record: {
              ...{ kind: "redeem", vault, symbol, shares: accepted.shares, etherPrice: null },
              ...{ usdc: 0n, limit: 0n, value: 0n, platformFee: 0n },
            },
          });
        }}
      />
    );
  const written = (amount: bigint): string => inputText(amount, DECIMALS, format.locale);
  const part = (quarters: bigint): string | undefined =>
    balance === undefined ? undefined : written((balance * quarters) / 4n);
  return (
    <div className="grid gap-4">
      <AmountField
        label="You redeem"
        unit={symbol}
        text={text}
        onText={onText}
        chips={[
          ...QUARTERS.map((quarters) => ({ name: `${quarters * 25n} %`, text: part(quarters) })),
          { name: "Max", text: part(4n) },
        ]}
        balance={
          balance === undefined
            ? "Connect a wallet to see your balance"
            : `Balance ${format.shares(balance, "down")} ${symbol}`
        }
        fault={state === "unreadable" || state === "over balance" ? words.reason : undefined}
      />
      <p className="text-small text-dim">
        You get your part of every token. This needs no price, no pool and no permission, and takes
        no fee.
      </p>
      <MainButton
        trade={{ state, words, refetch: () => void forecast.refetch() }}
        onReview={() =>
          forecast.data !== undefined && setAccepted({ shares, forecast: forecast.data })
        }
      />
    </div>
  );
}
