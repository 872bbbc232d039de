import { indexVaultAbi } from "@sheaf/sdk/abi/indexVaultAbi";
import type { Constitution } from "@sheaf/sdk/chain/indexState";
import { useQuery } from "@tanstack/react-query";
import type { UseQueryResult } from "@tanstack/react-query";
import type { Address } from "viem";
import { readContract } from "viem/actions";

import { useNode } from "../chain/useNode.ts";

/** The limits that an index has for ever. */
export function useConstitution(vault: Address): UseQueryResult<Constitution> {
  const { client, chain, url } = useNode();
  return useQuery({
    queryKey: [chain.id, url, "constitution", vault],
    queryFn: async () => {
      const terms = await readContract(client, {
        address: vault,
        abi: indexVaultAbi,
        functionName: "constitution",
      });
      return { ...terms, minInterval: BigInt(terms.minInterval) };
    },
    staleTime: Infinity,
  });
}
