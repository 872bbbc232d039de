import { useQuery } from "@tanstack/react-query";
import type { UseQueryResult } from "@tanstack/react-query";

import { useNode } from "./useNode.ts";

/** The latest block that the node knows. */
export type Head = {
  readonly number: bigint;
  readonly timestamp: bigint; // {s}
};

const POLLING = 4_000; // {ms}

/** Follows the chain. While the node is unreachable, the last block stays known. */
export function useHead(): UseQueryResult<Head> {
  const { client, chain, url } = useNode();
  return useQuery({
    queryKey: [chain.id, url, "head"],
    queryFn: async (): Promise<Head> => {
      const { number, timestamp } = await client.getBlock({ blockTag: "latest" });
      return { number, timestamp };
    },
    refetchInterval: POLLING,
  });
}
