import { indexVaultAbi } from "@sheaf/sdk/abi/indexVaultAbi";
import { readInSpans } from "@sheaf/sdk/chain/readInSpans";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { UseQueryResult } from "@tanstack/react-query";
import type { Address } from "viem";
import { getBlockNumber, getContractEvents } from "viem/actions";

import { useNode } from "../chain/useNode.ts";
import { useConfig } from "../config/useConfig.ts";

/**
 * {1} WAD All that trades have cost an index since its creation, as a sum of parts of its value at the time of each trade.
 * @param epoch Number of the latest epoch; undefined while it is not known, then nothing is read.
 */
export function useTradingCost(vault: Address, epoch: number | undefined): UseQueryResult<bigint> {
  const { client, chain, url } = useNode();
  const { indexes, startBlock } = useConfig();
  const created = indexes.find(({ address }) => address === vault)?.createdBlock ?? startBlock;
  return useQuery({
    queryKey: [chain.id, url, "tradingCost", vault, epoch],
    queryFn: async () => {
      const toBlock = await getBlockNumber(client, { cacheTime: 0 });
      const events = await readInSpans(BigInt(created), toBlock, (span) =>
        getContractEvents(client, {
          address: vault,
          abi: indexVaultAbi,
          eventName: "LossConsumed",
          strict: true,
          ...span,
        }),
      );
      return events.reduce((sum, { args }) => sum + args.loss, 0n);
    },
    enabled: epoch !== undefined,
    placeholderData: keepPreviousData,
  });
}
