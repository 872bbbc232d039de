import { readIndexView } from "@sheaf/sdk/lens/readIndexView";
import type { IndexView } from "@sheaf/sdk/lens/indexView";
import { useQuery } from "@tanstack/react-query";
import type { UseQueryResult } from "@tanstack/react-query";
import type { Address } from "viem";

import { useConfig } from "../config/useConfig.ts";
import { useNode } from "./useNode.ts";

const POLLING = 8_000; // {ms}

/** Reads the figures of an index by one call of the lens. While the node is unreachable, the last reading stays. */
export function useIndexView(vault: Address): UseQueryResult<IndexView> {
  const { contracts } = useConfig();
  const { client, chain, url } = useNode();
  return useQuery({
    queryKey: [chain.id, url, "indexView", vault],
    queryFn: () => readIndexView({ client, lens: contracts.lens, vault }),
    refetchInterval: POLLING,
  });
}
