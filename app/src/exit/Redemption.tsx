import { forecastRedemption } from "@sheaf/sdk/exit/forecastRedemption";
import type { Forecast } from "@sheaf/sdk/exit/forecastRedemption";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { erc20Abi } from "viem";
import { readContract } from "viem/actions";

import { skipUnpaid } from "../model/skipUnpaid.ts";
import { Button } from "../ui/Button.tsx";
import { Notice } from "../ui/Notice.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { ForecastView } from "./ForecastView.tsx";
import { RedemptionReceipt } from "./RedemptionReceipt.tsx";
import type { ConnectedWallet } from "./connectWallet.ts";
import { faultText } from "./faultText.ts";
import type { OpenIndex } from "./openIndex.ts";
import { redeemShares } from "./redeemShares.ts";
import { tokenText } from "./tokenText.ts";

const SHARE_DECIMALS = 18;

export type RedemptionProps = {
  readonly index: OpenIndex;
  readonly wallet: ConnectedWallet;
};

/**
 * Redeems all shares of an account by one confirmation. It shows the tokens that come and the claims that stay; if that forecast
 * cannot be read, the redemption is possible without it.
 */
export function Redemption({ index, wallet }: RedemptionProps) {
  const { client, vault, symbol, rpc } = index;
  const { account, provider } = wallet;
  const queries = useQueryClient();
  const shares = useQuery({
    queryKey: ["exit", rpc, "shares", vault, account],
    queryFn: () =>
      readContract(client, {
        ...{ address: vault, abi: erc20Abi, functionName: "balanceOf", args: [account] },
      }),
  });
  const held = shares.data ?? 0n;
  const forecast = useQuery({
    queryKey: ["exit", rpc, "forecast", vault, account, held.toString()],
    queryFn: () =>
      forecastRedemption({ ...{ client, vault, receiver: account, shares: held, skipped: [] } }),
    enabled: held > 0n,
  });
  const redeem = useMutation({
    mutationFn: redeemShares,
    onSuccess: () => queries.invalidateQueries({ queryKey: ["exit", rpc] }),
  });
  const send = (chosen: Forecast | undefined): void =>
    redeem.mutate({ index, provider, account, shares: held, forecast: chosen });

  if (redeem.data !== undefined)
    return (
      <RedemptionReceipt
        redeemed={redeem.data}
        parts={redeem.variables.forecast?.parts ?? []}
        symbol={symbol}
        shares={redeem.variables.shares}
      />
    );
  if (shares.error !== null)
    return (
      <Notice
        tone="fault"
        title="Your shares could not be read"
        actions={<Button onClick={() => void shares.refetch()}>Try again</Button>}
      >
        {faultText(shares.error)}
      </Notice>
    );
  if (shares.data === undefined) return <Skeleton className="h-40" />;
  if (held === 0n)
    return <p>This account has no shares of {symbol}. Use the account that holds them.</p>;
  const amount = `${tokenText(held, SHARE_DECIMALS)} ${symbol}`;
  const isUnpaid = forecast.data?.parts.some((part) => !part.paid && part.amount > 0n) ?? false;
  return (
    <div className="grid gap-3.5">
      <p>
        You hold <b className="figure">{amount}</b>.
      </p>
      {forecast.error === null ? (
        <ForecastView forecast={forecast.data} />
      ) : (
        <Notice
          tone="warn"
          title="The tokens that you would receive could not be read"
          actions={<Button onClick={() => void forecast.refetch()}>Try again</Button>}
        >
          {faultText(forecast.error)} You can redeem without the list: you receive your part of
          every token, and each one that cannot be transferred stays a claim.
        </Notice>
      )}
      <Button
        look="main"
        disabled={redeem.isPending || (forecast.data === undefined && forecast.error === null)}
        onClick={() => send(forecast.data)}
      >
        {redeem.isPending && "Confirm in your wallet, then wait for the chain"}
        {!redeem.isPending &&
          `Redeem ${amount}${forecast.error === null ? "" : " without the list"}`}
      </Button>
      <div aria-live="assertive">
        {redeem.error !== null && (
          <Notice
            tone="fault"
            title="Not redeemed"
            actions={
              forecast.data !== undefined &&
              isUnpaid && (
                <Button onClick={() => send(skipUnpaid(forecast.data))}>
                  Redeem without a call of the tokens that cannot be transferred
                </Button>
              )
            }
          >
            {faultText(redeem.error)}
          </Notice>
        )}
      </div>
    </div>
  );
}
