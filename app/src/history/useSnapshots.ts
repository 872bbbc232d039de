import { parseSnapshot } from "@sheaf/sdk/snapshot/parseSnapshot";
import type { Snapshot } from "@sheaf/sdk/snapshot/snapshot";
import { useQueries } from "@tanstack/react-query";
import type { Hex } from "viem";

import { useNode } from "../chain/useNode.ts";
import { loadDocument } from "./loadDocument.ts";

export type SnapshotsReading = {
  readonly snapshots: readonly Snapshot[]; // those that could be read, in the order of the hashes
  readonly pending: boolean;
  readonly fault: Error | undefined;
};

/** The inputs of decisions by their hashes. A decision's inputs never change, so they are read once. */
export function useSnapshots(hashes: readonly Hex[]): SnapshotsReading {
  const { chain } = useNode();
  return useQueries({
    queries: hashes.map((hash) => ({
      queryKey: [chain.id, "snapshot", hash],
      queryFn: async () => parseSnapshot(await loadDocument("snapshots", hash)),
      staleTime: Infinity,
    })),
    combine: (readings) => ({
      snapshots: readings.flatMap(({ data }) => (data === undefined ? [] : [data])),
      pending: readings.some(({ isPending }) => isPending),
      fault: readings.find(({ error }) => error !== null)?.error ?? undefined,
    }),
  });
}
