import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { Card } from "../ui/Card.tsx";
import { Notice } from "../ui/Notice.tsx";
import { Claims } from "./Claims.tsx";
import { PlaceForm } from "./PlaceForm.tsx";
import { Redemption } from "./Redemption.tsx";
import { WalletChoice } from "./WalletChoice.tsx";
import type { ConnectedWallet } from "./connectWallet.ts";
import { faultText } from "./faultText.ts";
import { openIndex } from "./openIndex.ts";
import { readPlace } from "./readPlace.ts";

/**
 * Leaves an index in kind with nothing but a node and a wallet. No configuration, no indexer, no price and no other part of the app
 * is read.
 */
export function ExitPage({ search }: { readonly search: string }) {
  const [place, setPlace] = useState(() => readPlace(search, location.origin));
  const [wallet, setWallet] = useState<ConnectedWallet>();
  const isGiven = place.rpc !== "" && place.index !== "";
  const { data: index, error } = useQuery({
    queryKey: ["exit", place.rpc, "index", place.index],
    queryFn: () => openIndex(place.rpc, place.index),
    enabled: isGiven,
    staleTime: Infinity,
  });
  return (
    <main className="mx-auto grid max-w-[640px] gap-4.5 px-4 py-7">
      <header className="grid gap-2">
        <h1>Leave an index</h1>
        <p>
          You redeem your shares for the tokens that the index holds. No price, no keeper and
          nobody&apos;s permission is needed. This page works when everything else of Sheaf is down:
          it needs the address of a node, the address of the index, and your wallet.
        </p>
        <p className="text-small text-dim">
          Unaudited software. You pay the network fee; there is no other fee.
        </p>
      </header>
      <Card title="1. Index">
        <PlaceForm place={place} onChange={setPlace} />
        <div className="mt-3" aria-live="polite">
          {error !== null && (
            <Notice tone="fault" title="The index cannot be opened">
              {faultText(error)}
            </Notice>
          )}
          {index !== undefined && (
            <p className="text-small">
              <b>{index.name}</b> ({index.symbol}) on chain {index.client.chain.id}
            </p>
          )}
        </div>
      </Card>
      <Card title="2. Wallet">
        <WalletChoice index={index} wallet={wallet} onConnect={setWallet} />
      </Card>
      {index !== undefined && wallet !== undefined && (
        <>
          <Card title="3. Redeem">
            <Redemption index={index} wallet={wallet} />
          </Card>
          <Card title="Claims">
            <Claims index={index} wallet={wallet} />
          </Card>
        </>
      )}
    </main>
  );
}
