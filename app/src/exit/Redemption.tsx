import { forecastRedemption } from "@sheaf/sdk/exit/forecastRedemption";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { erc20Abi } from "viem";
import { readContract } from "viem/actions";

import { Button } from "../ui/Button.tsx";
import { Notice } from "../ui/Notice.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { PartsTable } from "./PartsTable.tsx";
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

/** Shows what all shares of an account are redeemed for, which claims stay, and redeems them by one confirmation. */
export function Redemption({ index, wallet }: RedemptionProps) {
  const { client, vault, symbol, rpc } = index;
  const { account, provider } = wallet;
  const queries = useQueryClient();
  const state = useQuery({
    queryKey: ["exit", rpc, "redemption", vault, account],
    queryFn: async () => {
      const shares = await readContract(client, {
        ...{ address: vault, abi: erc20Abi, functionName: "balanceOf", args: [account] },
      });
      if (shares === 0n) return { shares, forecast: undefined };
      const forecast = await forecastRedemption({
        ...{ client, vault, receiver: account, shares, skipped: [] },
      });
      return { shares, forecast };
    },
  });
  const redeem = useMutation({
    mutationFn: redeemShares,
    onSuccess: () => queries.invalidateQueries({ queryKey: ["exit", rpc] }),
  });

  if (redeem.data !== undefined)
    return (
      <RedemptionReceipt
        redeemed={redeem.data}
        parts={redeem.variables.forecast.parts}
        symbol={symbol}
        shares={redeem.variables.shares}
      />
    );
  if (state.error !== null)
    return (
      <Notice
        tone="fault"
        title="Your shares could not be read"
        actions={<Button onClick={() => void state.refetch()}>Try again</Button>}
      >
        {faultText(state.error)}
      </Notice>
    );
  if (state.data === undefined) return <Skeleton className="h-40" />;
  const { shares, forecast } = state.data;
  if (forecast === undefined)
    return <p>This account has no shares of {symbol}. Use the account that holds them.</p>;
  const kept = forecast.parts.filter(({ paid, amount }) => !paid && amount > 0n);
  const amount = `${tokenText(shares, SHARE_DECIMALS)} ${symbol}`;
  return (
    <div className="grid gap-3.5">
      <p>
        You hold <b className="figure">{amount}</b>. You receive your part of{" "}
        {forecast.parts.length - kept.length} tokens.
      </p>
      {kept.length > 0 && (
        <Notice tone="warn" title={`${kept.length} of the tokens cannot be transferred now`}>
          They stay yours as claims: {kept.map(({ symbol: name }) => name).join(", ")}. Claim them
          on this page when they can be transferred again.
        </Notice>
      )}
      <PartsTable parts={forecast.parts} />
      <Button
        look="main"
        disabled={redeem.isPending}
        onClick={() => redeem.mutate({ index, provider, account, shares, forecast })}
      >
        {redeem.isPending ? "Confirm in your wallet, then wait for the chain" : `Redeem ${amount}`}
      </Button>
      <div aria-live="assertive">
        {redeem.error !== null && (
          <Notice tone="fault" title="Not redeemed">
            {faultText(redeem.error)}
          </Notice>
        )}
      </div>
    </div>
  );
}
