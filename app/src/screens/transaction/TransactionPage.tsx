import { useQuery } from "@tanstack/react-query";
import { isHash } from "viem";
import { useParams } from "wouter";

import { useNode } from "../../chain/useNode.ts";
import { localeText } from "../../format/localeText.ts";
import { useFormat } from "../../format/useFormat.ts";
import { Card } from "../../ui/Card.tsx";
import { CopyAddress } from "../../ui/CopyAddress.tsx";
import { Facts } from "../../ui/Facts.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { TransferList } from "./TransferList.tsx";
import { readTransaction } from "./readTransaction.ts";

const ETHER_DECIMALS = 18;

/** A transaction, for chains without an explorer. */
export function TransactionPage() {
  const { hash = "" } = useParams<{ hash: string }>();
  const { client, chain, url } = useNode();
  const { locale, token, date } = useFormat();
  const isOne = isHash(hash);
  const { data, error } = useQuery({
    queryKey: [chain.id, url, "transaction", hash],
    queryFn: () => readTransaction(client, hash as `0x${string}`),
    enabled: isOne,
  });
  return (
    <div className="mx-auto grid max-w-[760px] gap-4.5">
      <h1>Transaction</h1>
      <p className="text-small text-dim">{hash}</p>
      {!isOne && <Notice tone="fault">This is no hash of a transaction.</Notice>}
      {error !== null && (
        <Notice tone="fault" title="Not found">
          The node knows no mined transaction of this hash on {chain.name}.
        </Notice>
      )}
      {isOne && error === null && data === undefined && <Skeleton className="h-60" />}
      {data !== undefined && (
        <>
          <Card>
            <Facts
              facts={[
                {
                  name: "Outcome",
                  value: data.isSuccess ? "Done" : "Reverted: nothing was changed",
                },
                { name: "Block", value: localeText(data.blockNumber.toString(), locale) },
                { name: "Time", value: date(data.timestamp) },
                { name: "From", value: <CopyAddress address={data.from} /> },
                {
                  name: "To",
                  value: data.to === null ? "a new contract" : <CopyAddress address={data.to} />,
                },
                { name: "Gas", value: localeText(data.gasUsed.toString(), locale) },
                { name: "Network fee", value: `${token(data.fee, ETHER_DECIMALS, "up")} ETH` },
              ]}
            />
          </Card>
          <Card title={`Transfers (${data.transfers.length})`}>
            <TransferList transfers={data.transfers} />
          </Card>
        </>
      )}
    </div>
  );
}
