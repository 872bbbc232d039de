import { parseRules } from "@sheaf/sdk/rules/parseRules";
import type { Rules } from "@sheaf/sdk/rules/parseRules";
import { useQuery } from "@tanstack/react-query";
import type { UseQueryResult } from "@tanstack/react-query";
import type { Hex } from "viem";

import { useNode } from "../chain/useNode.ts";
import { loadDocument } from "./loadDocument.ts";

/** The rules whose hash is on chain; they never change under it. */
export function useRules(hash: Hex | undefined): UseQueryResult<Rules> {
  const { chain } = useNode();
  return useQuery({
    queryKey: [chain.id, "rules", hash],
    queryFn: async () => parseRules(await loadDocument("rules", hash ?? "0x")),
    enabled: hash !== undefined,
    staleTime: Infinity,
  });
}
