import { indexVaultAbi } from "@sheaf/sdk/abi/indexVaultAbi";
import { readInSpans } from "@sheaf/sdk/chain/readInSpans";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import type { Address, Hash, PublicClient } from "viem";
import { getContractEvents } from "viem/actions";

import { useNode } from "../chain/useNode.ts";
import { useConfig } from "../config/useConfig.ts";
import type { VaultEvent } from "../model/activity/vaultEvent.ts";

/** An event of an index and its place on the chain. */
export type PlacedEvent = {
  readonly event: VaultEvent;
  readonly blockNumber: bigint;
  readonly logIndex: number;
  readonly time: bigint | undefined; // {s} undefined where the node does not give it with an event
  readonly transaction: Hash;
};

const PART = 10_000n; // {block} that one page of events is of

/**
 * The events of an index in parts, the latest first, back to its creation.
 * @param head The latest block; undefined while it is not known, then nothing is read.
 */
export function useActivity(vault: Address, head: bigint | undefined) {
  const { client, chain, url } = useNode();
  const { indexes, startBlock } = useConfig();
  const created = indexes.find(({ address }) => address === vault)?.createdBlock ?? startBlock;
  const first = BigInt(created);
  return useInfiniteQuery({
    queryKey: [chain.id, url, "activity", vault, head?.toString()],
    queryFn: ({ pageParam }) => readPart(client, vault, first, pageParam ?? 0n),
    initialPageParam: head,
    getNextPageParam: ({ from }) => (from > first ? from - 1n : undefined),
    enabled: head !== undefined,
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  });
}

type Part = { readonly from: bigint; readonly events: readonly PlacedEvent[] };

async function readPart(
  client: PublicClient,
  vault: Address,
  first: bigint,
  last: bigint,
): Promise<Part> {
  const from = last - PART + 1n > first ? last - PART + 1n : first;
  const logs = await readInSpans(from, last, (span) =>
    getContractEvents(client, { address: vault, abi: indexVaultAbi, strict: true, ...span }),
  );
  const events = logs.map((log) => ({
    event: log,
    blockNumber: log.blockNumber,
    logIndex: log.logIndex,
    time: log.blockTimestamp,
    transaction: log.transactionHash,
  }));
  return { from, events: events.toReversed() };
}
