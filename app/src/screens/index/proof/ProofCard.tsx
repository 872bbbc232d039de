import { useQuery } from "@tanstack/react-query";

import { useNode } from "../../../chain/useNode.ts";
import { useConfig } from "../../../config/useConfig.ts";
import { localeText } from "../../../format/localeText.ts";
import { useFormat } from "../../../format/useFormat.ts";
import { Button } from "../../../ui/Button.tsx";
import { Card } from "../../../ui/Card.tsx";
import { Facts } from "../../../ui/Facts.tsx";
import { Notice } from "../../../ui/Notice.tsx";
import { Skeleton } from "../../../ui/Skeleton.tsx";
import type { IndexProps } from "../indexEntry.ts";
import { ProofTable } from "./ProofTable.tsx";

/** The proof that every share is backed, counted in the reader's own browser. */
export function ProofCard({ index, view }: IndexProps) {
  const { contracts } = useConfig();
  const { client, chain, url } = useNode();
  const { locale, shares, date } = useFormat();
  const { data, isFetching, error, refetch } = useQuery({
    queryKey: [chain.id, url, "proof", index.address],
    queryFn: async () => {
      const { proveBacking } = await import("./proveBacking.ts");
      return proveBacking({
        client,
        vault: index.address,
        factory: contracts.factory,
        usdc: contracts.usdc,
        fromBlock: BigInt(index.createdBlock),
      });
    },
    staleTime: Infinity,
    retry: false,
    refetchOnWindowFocus: false,
  });
  const number = (value: bigint | number) => localeText(String(value), locale);
  const isBacked = data?.faults.length === 0 && data.differences.length === 0;
  return (
    <Card
      title="Proof of backing"
      aside={
        <Button
          look="ghost"
          className="py-1.5 text-small"
          disabled={isFetching}
          onClick={() => void refetch()}
        >
          {isFetching ? "Counting…" : "Count again"}
        </Button>
      }
    >
      <p className="mb-4 max-w-[760px] text-dim">
        Your browser replays every event of the index since its creation, reads the balances of its
        contract, and holds one against the other. It trusts the node that it reads, and nobody
        else. <code className="text-small">sheaf verify-backing</code> prints the same.
      </p>
      {error !== null && (
        <Notice tone="fault" title="The count could not be finished">
          {error.message.split("\n")[0]}
        </Notice>
      )}
      {data === undefined && error === null && (
        <div className="grid gap-3" role="status" aria-label="Counting">
          <Skeleton className="h-16 w-full" />
          <Skeleton className="h-72 w-full" />
        </div>
      )}
      {data !== undefined && (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
          <div role="status" className="rounded-control bg-soft px-4 py-3">
            <b className={isBacked ? "font-[620] text-bull" : "font-[620] text-bear"}>
              {isBacked
                ? "✓ Every share is backed."
                : "✕ The count found a fault, or events are missing."}
            </b>{" "}
            Counted at block {number(data.blockNumber)}, {date(data.timestamp)}.
          </div>
          <Facts
            facts={[
              { name: "Shares", value: `${shares(data.supply, "down")} ${index.symbol}` },
              { name: "Accounts that hold them", value: number(data.holders) },
              { name: "Events replayed", value: number(data.events) },
              {
                name: "Differences between events and balances",
                value: number(data.differences.length),
              },
            ]}
          />
          {[...data.faults, ...data.differences].length > 0 && (
            <ul className="grid gap-1 text-small">
              {data.faults.map(({ what, evidence }) => (
                <li key={what}>
                  {what}: {evidence}
                </li>
              ))}
              {data.differences.map(({ what, ledger, chain: found }) => (
                <li key={what}>
                  {what}: {ledger} by the events, {found} by the contract
                </li>
              ))}
            </ul>
          )}

          <ProofTable rows={data.rows} view={view} />
        </div>
      )}
    </Card>
  );
}
