import { Link } from "wouter";
import { useConnection } from "wagmi";

import { useConfig } from "../../config/useConfig.ts";
import { Card } from "../../ui/Card.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { ConnectButton } from "../../wallet/ConnectButton.tsx";
import { Allowances } from "./Allowances.tsx";
import { Claims } from "./Claims.tsx";
import { HoldingRow } from "./HoldingRow.tsx";
import { TotalWorth } from "./TotalWorth.tsx";
import { useHoldings } from "./useHoldings.ts";

const COLUMNS = [
  { name: "Index", look: "text-left" },
  { name: "Shares", look: "text-right" },
  { name: "Worth", look: "text-right" },
  { name: "Cost", look: "hidden text-right sm:table-cell" },
  { name: "Purchase fees paid", look: "hidden text-right lg:table-cell" },
  { name: "", look: "hidden sm:table-cell" },
] as const;

/** The indexes of the connected account: shares, worth, cost, open claims and allowances. */
export function PortfolioPage() {
  const { indexes } = useConfig();
  const { address } = useConnection();
  const { data, isError } = useHoldings(address);
  if (address === undefined)
    return (
      <Empty text="Connect a wallet to see what it holds.">
        <div className="w-60">
          <ConnectButton look="main" />
        </div>
      </Empty>
    );
  const held = data?.indexes.filter(({ balance }) => balance > 0n) ?? [];
  return (
    <div className="grid gap-5">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <div>
          <h1>My indexes</h1>
          <p className="text-dim">In your wallet. Nobody else can move them.</p>
        </div>
        {held.length > 0 && <TotalWorth held={held} />}
      </div>
      {data === undefined && isError && (
        <Notice tone="fault" title="Your shares could not be read">
          They are on the chain and in your wallet. The page tries again by itself.
        </Notice>
      )}
      {data === undefined && !isError && <Skeleton className="h-40 w-full" />}
      {data !== undefined && held.length === 0 && (
        <Card>
          <div className="grid justify-items-center gap-3 py-8 text-center">
            <p>You hold no index yet.</p>
            <Link
              href="/"
              className="rounded-control bg-accent px-6 py-3 font-[580] text-accent-ink no-underline"
            >
              See the indexes
            </Link>
          </div>
        </Card>
      )}
      {held.length > 0 && (
        <Card>
          <table className="w-full">
            <thead>
              <tr className="text-fine text-dim">
                {COLUMNS.map(({ name, look }) => (
                  <th key={name} scope="col" className={`pr-3 pb-2 font-[500] ${look}`}>
                    {name === "" ? <span className="sr-only">Actions</span> : name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {held.map(({ token, balance }) => {
                const index = indexes.find((each) => each.address === token);
                return index === undefined ? null : (
                  <HoldingRow key={token} index={index} account={address} shares={balance} />
                );
              })}
            </tbody>
          </table>
        </Card>
      )}
      {data !== undefined && (
        <div className="grid items-start gap-5 lg:grid-cols-2">
          <Claims account={address} />
          <Allowances holdings={data} />
        </div>
      )}
    </div>
  );
}

type EmptyProps = { readonly text: string; readonly children: React.ReactNode };

function Empty({ text, children }: EmptyProps) {
  return (
    <div className="grid justify-items-center gap-4 py-16 text-center">
      <h1>My indexes</h1>
      <p className="text-dim">{text}</p>
      {children}
    </div>
  );
}
