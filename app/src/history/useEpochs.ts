import { indexVaultAbi } from "@sheaf/sdk/abi/indexVaultAbi";
import { decodeEnum } from "@sheaf/sdk/chain/decodeEnum";
import { EPOCH_KINDS, REGIMES } from "@sheaf/sdk/chain/enums";
import { readInSpans } from "@sheaf/sdk/chain/readInSpans";
import { useQuery, keepPreviousData } from "@tanstack/react-query";
import type { UseQueryResult } from "@tanstack/react-query";
import { getAddress } from "viem";
import type { Address, PublicClient } from "viem";
import { getBlockNumber, getContractEvents } from "viem/actions";

import { useNode } from "../chain/useNode.ts";
import { useConfig } from "../config/useConfig.ts";
import type { EpochRecord } from "../model/history/epochRecord.ts";

/**
 * The starts of all epochs of an index, oldest first. They are read again when the index has another epoch.
 * @param epoch Number of the latest epoch; undefined while it is not known, then nothing is read.
 */
export function useEpochs(
  vault: Address,
  epoch: number | undefined,
): UseQueryResult<readonly EpochRecord[]> {
  const { client, chain, url } = useNode();
  const { indexes, startBlock } = useConfig();
  const created = indexes.find(({ address }) => address === vault)?.createdBlock ?? startBlock;
  return useQuery({
    queryKey: [chain.id, url, "epochs", vault, epoch],
    queryFn: () => readEpochs(client, vault, BigInt(created)),
    enabled: epoch !== undefined,
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  });
}

async function readEpochs(
  client: PublicClient,
  vault: Address,
  fromBlock: bigint,
): Promise<readonly EpochRecord[]> {
  const toBlock = await getBlockNumber(client, { cacheTime: 0 });
  const events = await readInSpans(fromBlock, toBlock, (span) =>
    getContractEvents(client, {
      address: vault,
      abi: indexVaultAbi,
      eventName: "EpochStarted",
      strict: true,
      ...span,
    }),
  );
  return Promise.all(
    events.map(
      async ({ args: { number, record }, blockNumber, blockTimestamp, transactionHash }) => ({
        number: Number(number),
        startedAt: blockTimestamp ?? (await client.getBlock({ blockNumber })).timestamp,
        blockNumber,
        transaction: transactionHash,
        kind: decodeEnum("epoch kind", EPOCH_KINDS, record.kind),
        regime: decodeEnum("regime", REGIMES, record.regime),
        navPerShare: record.navPerShare,
        navComplete: record.navComplete,
        snapshotHash: record.snapshotHash,
        rulesHash: record.rulesHash,
        weights: new Map(
          record.components.map((token, at) => [getAddress(token), record.weights[at] ?? 0n]),
        ),
      }),
    ),
  );
}
