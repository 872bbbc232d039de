import type { Address, PublicClient } from "viem";
import { erc20Abi } from "viem";

import { indexVaultAbi } from "../abi/indexVaultAbi.ts";
import type { ChainState } from "./compareLedger.ts";

export type ChainStateSource = {
  readonly client: Pick<PublicClient, "readContract" | "getBlock">;
  readonly vault: Address;
  /** Every component that the vault ever held. */
  readonly components: readonly Address[];
  /** Everybody who ever held shares. */
  readonly holders: readonly Address[];
  readonly blockNumber: bigint;
};

/** Reads from the chain's state, at one block, what the ledger claims. Nothing here comes from an event. */
export async function readChainState(source: ChainStateSource): Promise<ChainState> {
  const { client, vault, blockNumber } = source;
  const common = { address: vault, abi: indexVaultAbi, blockNumber } as const;
  const [supply, fees, terms, block, basketId, epoch, regime] = await Promise.all([
    client.readContract({ ...common, functionName: "totalSupply" }),
    client.readContract({ ...common, functionName: "feeState" }),
    client.readContract({ ...common, functionName: "feeTerms" }),
    client.getBlock({ blockNumber }),
    client.readContract({ ...common, functionName: "basketId" }),
    client.readContract({ ...common, functionName: "epoch" }),
    client.readContract({ ...common, functionName: "regime" }),
  ]);
  const [components] = await client.readContract({
    ...common,
    functionName: "basket",
    args: [basketId],
  });
  const all = [...new Set([...source.components, ...components])];

  const balances = await readMap(all, (component) =>
    client.readContract({
      address: component,
      abi: erc20Abi,
      blockNumber,
      functionName: "balanceOf",
      args: [vault],
    }),
  );
  const claims = await readMap(all, (component) =>
    client.readContract({ ...common, functionName: "owed", args: [component] }),
  );
  const holders = await readMap(source.holders, (holder) =>
    client.readContract({ ...common, functionName: "balanceOf", args: [holder] }),
  );
  const [undistributed, accruedAt] = fees;
  return {
    supply,
    undistributed,
    streaming: { rate: BigInt(terms.streamingRate), elapsed: block.timestamp - accruedAt },
    vault,
    balances,
    owed: new Map([...claims].map(([component, [amount]]) => [component, amount])),
    pendingShares: new Map([...claims].map(([component, [, shares]]) => [component, shares])),
    holders,
    basketId,
    components,
    epoch: BigInt(epoch.number),
    epochOpen: epoch.open,
    regime: regime.value,
  };
}

async function readMap<value>(
  keys: readonly Address[],
  read: (key: Address) => Promise<value>,
): Promise<Map<Address, value>> {
  return new Map(await Promise.all(keys.map(async (key) => [key, await read(key)] as const)));
}
