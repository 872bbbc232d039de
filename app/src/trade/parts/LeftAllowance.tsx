import { encodeFunctionData, erc20Abi } from "viem";

import { useConfig } from "../../config/useConfig.ts";
import { useFormat } from "../../format/useFormat.ts";
import type { PendingTrade } from "../../model/parsePendingTrade.ts";
import { Button } from "../../ui/Button.tsx";
import { useSmallCall } from "../send/useSmallCall.ts";
import { useTradeAccount } from "../useTradeAccount.ts";

/** The allowance that the router has after a trade: zero, or a button that withdraws it. */
export function LeftAllowance({ trade }: { readonly trade: PendingTrade }) {
  const { contracts } = useConfig();
  const format = useFormat();
  const { data } = useTradeAccount(trade.vault, trade.account);
  const { run, status, fault } = useSmallCall();
  if (data === undefined || trade.kind === "redeem") return null;
  const buys = trade.kind === "buy";
  const left = buys ? data.allowedUsdc : data.allowedShares;
  if (left === 0n)
    return (
      <p className="text-small text-dim">
        Allowance left: 0. No contract can take more of your {buys ? "USDC" : "shares"}.
      </p>
    );
  const text = buys ? `${format.usdc(left, "up")} USDC` : `${format.shares(left, "up")} shares`;
  const revoke = {
    to: buys ? contracts.usdc : trade.vault,
    data: encodeFunctionData({
      abi: erc20Abi,
      functionName: "approve",
      args: [contracts.router, 0n],
    }),
  };
  return (
    <div className="grid gap-2 text-small">
      <p>The router may still take {text}.</p>
      <Button disabled={status === "running"} onClick={() => void run(revoke)}>
        {status === "running" ? "Withdrawing the allowance" : "Withdraw the allowance"}
      </Button>
      <p role="status">{fault}</p>
    </div>
  );
}
