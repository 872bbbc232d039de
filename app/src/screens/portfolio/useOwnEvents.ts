import { indexRouterAbi } from "@sheaf/sdk/abi/indexRouterAbi";
import { indexVaultAbi } from "@sheaf/sdk/abi/indexVaultAbi";
import { readInSpans } from "@sheaf/sdk/chain/readInSpans";
import type { Span } from "@sheaf/sdk/chain/readInSpans";
import { useQuery } from "@tanstack/react-query";
import type { UseQueryResult } from "@tanstack/react-query";
import type { Address, Hash } from "viem";
import { getBlockNumber, getContractEvents } from "viem/actions";

import { useNode } from "../../chain/useNode.ts";
import type { Node } from "../../chain/NodeProvider.tsx";
import { useConfig } from "../../config/useConfig.ts";
import type { OwnEvent } from "../../model/portfolio/costBasis.ts";

type Placed = {
  readonly block: bigint;
  readonly at: number; // of the log in its block
  readonly transaction: Hash;
  readonly event: OwnEvent;
};
type Inputs = {
  readonly client: Node["client"];
  readonly router: Address;
  readonly vault: Address;
  readonly account: Address;
};

/** Purchases and exits of an account in an index, oldest first, from the chain's events since the index was created. */
export function useOwnEvents(
  vault: Address,
  account: Address | undefined,
): UseQueryResult<readonly OwnEvent[]> {
  const { client, chain, url } = useNode();
  const { contracts, indexes, startBlock } = useConfig();
  const created = indexes.find(({ address }) => address === vault)?.createdBlock ?? startBlock;
  return useQuery({
    queryKey: [chain.id, url, "ownEvents", vault, account],
    queryFn: async () => {
      if (account === undefined) return [];
      const toBlock = await getBlockNumber(client, { cacheTime: 0 });
      const inputs = { client, router: contracts.router, vault, account };
      const placed = await readInSpans(BigInt(created), toBlock, (span) => readSpan(inputs, span));
      return placed
        .toSorted((a, b) => (a.block === b.block ? a.at - b.at : a.block < b.block ? -1 : 1))
        .map(({ event }) => event);
    },
    enabled: account !== undefined,
    staleTime: 30_000,
  });
}

async function readSpan(
  { client, router, vault, account }: Inputs,
  span: Span,
): Promise<readonly Placed[]> {
  const ofVault = { address: vault, abi: indexVaultAbi, strict: true, ...span } as const;
  const [bought, left] = await Promise.all([
    getContractEvents(client, {
      address: router,
      abi: indexRouterAbi,
      eventName: "SharesBought",
      args: { buyer: account, vault, receiver: account },
      strict: true,
      ...span,
    }),
    getContractEvents(client, {
      ...ofVault,
      eventName: "SharesRedeemed",
      args: { owner: account },
    }),
  ]);
  const fees =
    bought.length === 0
      ? []
      : await getContractEvents(client, { ...ofVault, eventName: "FeesAccrued" });
  const feeOf = (transaction: Hash): bigint =>
    fees
      .filter(({ transactionHash }) => transactionHash === transaction)
      .reduce((sum, { args }) => sum + args.issued, 0n);
  return [
    ...bought.map(({ args, blockNumber, logIndex, transactionHash }): Placed => ({
      block: blockNumber,
      at: logIndex,
      transaction: transactionHash,
      event: {
        kind: "bought",
        shares: args.shares,
        usdc: args.usdc,
        feeShares: feeOf(transactionHash),
      },
    })),
    ...left.map(({ args, blockNumber, logIndex, transactionHash }): Placed => ({
      block: blockNumber,
      at: logIndex,
      transaction: transactionHash,
      event: { kind: "left", shares: args.shares },
    })),
  ];
}
