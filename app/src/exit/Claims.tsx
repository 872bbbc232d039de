import { readClaims } from "@sheaf/sdk/exit/readClaims";
import { useQuery } from "@tanstack/react-query";

import { Button } from "../ui/Button.tsx";
import { Notice } from "../ui/Notice.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { ClaimLine } from "./ClaimLine.tsx";
import type { RedemptionProps } from "./Redemption.tsx";
import { faultText } from "./faultText.ts";

/** Open claims of the account, each with a button. */
export function Claims({ index, wallet }: RedemptionProps) {
  const { client, vault, rpc } = index;
  const { account } = wallet;
  const claims = useQuery({
    queryKey: ["exit", rpc, "claims", vault, account],
    queryFn: () => readClaims({ client, vault }, account),
  });
  if (claims.error !== null)
    return (
      <Notice
        tone="fault"
        title="Your claims could not be read"
        actions={<Button onClick={() => void claims.refetch()}>Try again</Button>}
      >
        {faultText(claims.error)}
      </Notice>
    );
  if (claims.data === undefined) return <Skeleton className="h-10" />;
  if (claims.data.length === 0)
    return <p className="text-small text-dim">The index owes this account nothing.</p>;
  return (
    <ul className="grid gap-3">
      {claims.data.map((claim) => (
        <ClaimLine key={claim.token} claim={claim} index={index} wallet={wallet} />
      ))}
    </ul>
  );
}
