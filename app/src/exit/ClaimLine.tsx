import { payableOf } from "@sheaf/sdk/exit/payableOf";
import type { Payable } from "@sheaf/sdk/exit/payableOf";
import type { Claim } from "@sheaf/sdk/exit/readClaims";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { Button } from "../ui/Button.tsx";
import { Notice } from "../ui/Notice.tsx";
import type { RedemptionProps } from "./Redemption.tsx";
import { claimComponent } from "./claimComponent.ts";
import { faultText } from "./faultText.ts";
import { tokenText } from "./tokenText.ts";

/** A claim on one component: what it would pay now, and a button that claims it. */
export function ClaimLine({ claim, index, wallet }: RedemptionProps & { readonly claim: Claim }) {
  const { client, vault, rpc } = index;
  const { provider, account } = wallet;
  const queries = useQueryClient();
  const payable = useQuery({
    queryKey: ["exit", rpc, "payable", vault, account, claim.token],
    queryFn: () => payableOf({ client, vault }, account, claim.token),
  });
  const send = useMutation({
    mutationFn: claimComponent,
    onSuccess: () => queries.invalidateQueries({ queryKey: ["exit", rpc] }),
  });
  const part = partOf(claim, payable.data);
  return (
    <li className="grid gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <span>
          {claim.symbol}{" "}
          <span className="figure text-dim">
            {claim.amount > 0n
              ? tokenText(claim.amount, claim.decimals)
              : "amount known once its balance can be read"}
          </span>
        </span>
        <Button
          disabled={send.isPending}
          onClick={() => send.mutate({ index, provider, account, component: claim.token })}
        >
          {send.isPending && "Waiting"}
          {!send.isPending && part === undefined && `Claim ${claim.symbol}`}
          {!send.isPending && part !== undefined && `Claim ${part} and give up the rest`}
        </Button>
      </div>
      {part !== undefined && (
        <Notice tone="warn" title="Wait, if you can">
          The index holds less {claim.symbol} than it owes. A claim would pay only {part} now, and
          you would give up the rest.
        </Notice>
      )}
      {send.error !== null && (
        <Notice tone="fault" title="It cannot be paid now. The claim stays yours.">
          {faultText(send.error)}
        </Notice>
      )}
    </li>
  );
}

/** The amount that a claim would pay, if it is less than is owed. */
function partOf(claim: Claim, payable: Payable | undefined): string | undefined {
  if (payable === undefined || "error" in payable || payable.amount >= claim.amount)
    return undefined;
  return `${tokenText(payable.amount, claim.decimals)} ${claim.symbol}`;
}
