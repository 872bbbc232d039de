import { indexVaultAbi } from "@sheaf/sdk/abi/indexVaultAbi";
import { reasonOf } from "@sheaf/sdk/errors/reasonOf";
import { payableOf } from "@sheaf/sdk/exit/payableOf";
import type { Claim } from "@sheaf/sdk/exit/readClaims";
import { useQuery } from "@tanstack/react-query";
import { encodeFunctionData } from "viem";
import type { Address } from "viem";

import { useNode } from "../../chain/useNode.ts";
import { useFormat } from "../../format/useFormat.ts";
import { useSmallCall } from "../../trade/send/useSmallCall.ts";
import { Button } from "../../ui/Button.tsx";
import { Monogram } from "../../ui/Monogram.tsx";

export type ClaimLineProps = {
  readonly claim: Claim;
  readonly vault: Address;
  readonly account: Address;
};

/** A claim on a component: whether it can be paid now, and the button that claims it. A part is never claimed unnoticed. */
export function ClaimLine({ claim, vault, account }: ClaimLineProps) {
  const { client, chain, url } = useNode();
  const format = useFormat();
  const { run, status, fault } = useSmallCall();
  const { data: payable } = useQuery({
    queryKey: [chain.id, url, "payable", vault, account, claim.token],
    queryFn: () => payableOf({ client, vault }, account, claim.token),
  });
  const text = (amount: bigint): string =>
    `${format.token(amount, claim.decimals, "down")} ${claim.symbol}`;
  const isStuck = payable !== undefined && "error" in payable;
  const isPart = payable !== undefined && "amount" in payable && payable.amount < claim.amount;
  const data = encodeFunctionData({
    abi: indexVaultAbi,
    functionName: "claim",
    args: [claim.token, account],
  });
  return (
    <li className="grid gap-1.5">
      <div className="flex flex-wrap items-center gap-2.5">
        <Monogram name={claim.symbol} />
        <span className="figure font-[580]">
          {claim.amount > 0n ? text(claim.amount) : `A part of ${claim.symbol}`}
        </span>
        <Button
          className="ml-auto"
          disabled={status === "running" || payable === undefined}
          onClick={() => void run({ to: vault, data })}
        >
          {status === "running"
            ? "Waiting"
            : isPart && "amount" in payable
              ? `Claim ${text(payable.amount)} and give up the rest`
              : isStuck
                ? `Try again: ${claim.symbol}`
                : `Claim ${claim.symbol}`}
        </Button>
      </div>
      <p className="text-small text-dim">
        {isStuck && "error" in payable
          ? `It cannot be paid now and is kept for you. ${reasonOf(payable.error)}`
          : isPart
            ? "The index holds less of it than it owes. Wait, if you can: a claim now gives up the rest."
            : "It is kept for you and can be paid now."}
      </p>
      <p role="status" className="text-small">
        {fault}
      </p>
    </li>
  );
}
