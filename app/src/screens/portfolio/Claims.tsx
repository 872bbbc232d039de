import { readClaims } from "@sheaf/sdk/exit/readClaims";
import { useQueries } from "@tanstack/react-query";
import type { Address } from "viem";

import { useNode } from "../../chain/useNode.ts";
import { useConfig } from "../../config/useConfig.ts";
import { Card } from "../../ui/Card.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { ClaimLine } from "./ClaimLine.tsx";

const POLLING = 30_000; // {ms}

/** Components that redemptions could not pay, in every index. */
export function Claims({ account }: { readonly account: Address }) {
  const { indexes } = useConfig();
  const { client, chain, url } = useNode();
  const results = useQueries({
    queries: indexes.map(({ address: vault }) => ({
      queryKey: [chain.id, url, "claims", vault, account],
      queryFn: () => readClaims({ client, vault }, account),
      refetchInterval: POLLING,
    })),
  });
  const isReading = results.some(({ isPending }) => isPending);
  const isFailed = results.some(({ isError, data }) => isError && data === undefined);
  const claims = results.flatMap(({ data = [] }, at) => {
    const vault = indexes[at]?.address;
    return vault === undefined ? [] : data.map((claim) => ({ claim, vault }));
  });
  return (
    <Card title="Open claims">
      {isReading && <Skeleton className="h-6 w-56" />}
      {isFailed && (
        <p className="text-dim">
          Claims could not be read now. They stay yours, and the page tries again by itself.
        </p>
      )}
      {!isReading && !isFailed && claims.length === 0 && (
        <p className="text-dim">
          Nothing is kept for you. A token that a redemption cannot pay appears here.
        </p>
      )}
      <ul className="grid gap-4">
        {claims.map(({ claim, vault }) => (
          <ClaimLine
            key={`${vault} ${claim.token}`}
            claim={claim}
            vault={vault}
            account={account}
          />
        ))}
      </ul>
    </Card>
  );
}
