import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Hex } from "viem";

import { useNode } from "../../../chain/useNode.ts";
import { loadDocument } from "../../../history/loadDocument.ts";

export type ProofProps = { readonly snapshotHash: Hex; readonly rulesHash: Hex };

/** Checks on demand that the published inputs and rules of a rebalance are those whose hashes are on chain. */
export function RebalanceProof({ snapshotHash, rulesHash }: ProofProps) {
  const { chain } = useNode();
  const [wanted, setWanted] = useState(false);
  const { isSuccess, error } = useQuery({
    queryKey: [chain.id, "documents", snapshotHash, rulesHash],
    queryFn: async () => {
      await Promise.all([
        loadDocument("snapshots", snapshotHash),
        loadDocument("rules", rulesHash),
      ]);
      return true;
    },
    enabled: wanted,
    staleTime: Infinity,
    retry: false,
  });
  return (
    <span className="flex flex-wrap items-baseline gap-x-3 text-fine text-dim" aria-live="polite">
      <a href={`/snapshots/${snapshotHash}.json`} target="_blank" rel="noreferrer">
        Inputs
      </a>
      <a href={`/rules/${rulesHash}.json`} target="_blank" rel="noreferrer">
        Rules
      </a>
      {isSuccess ? (
        <span className="text-bull">✓ Both hash to what is on chain</span>
      ) : error !== null ? (
        <span className="text-bear">✕ {error.message}</span>
      ) : (
        <button
          type="button"
          className="rounded text-accent underline underline-offset-3"
          onClick={() => setWanted(true)}
        >
          {wanted ? "Hashing…" : "Verify their hashes"}
        </button>
      )}
    </span>
  );
}
