import { getAddress } from "viem";
import type { Address, Client } from "viem";
import { getBlock, readContract } from "viem/actions";
import { indexVaultAbi } from "@sheaf/sdk/abi/indexVaultAbi";

import { readHead } from "./readHead.ts";

export type SettlementInputs = {
  readonly client: Client;
  readonly vault: Address;
  readonly since?: bigint | undefined; // {block} nothing older is read
};

/** Whether the open epoch can be closed now; if not, a component that is off its target; or that none is open. */
export type Settlement =
  | { readonly kind: "closable" }
  | { readonly kind: "unsettled"; readonly component: Address }
  | { readonly kind: "no open epoch" };

/** Reads from the vault whether the open epoch is settled or past its deadline. */
export async function readSettlement({
  client,
  vault,
  since,
}: SettlementInputs): Promise<Settlement> {
  const { number: blockNumber } = await readHead(client, since);
  const contract = { address: vault, abi: indexVaultAbi, blockNumber } as const;
  const [epoch, [settled, component], { timestamp }] = await Promise.all([
    readContract(client, { ...contract, functionName: "epoch" }),
    readContract(client, { ...contract, functionName: "settlement" }),
    getBlock(client, { blockNumber }),
  ]);
  if (!epoch.open) return { kind: "no open epoch" };
  if (settled || timestamp > epoch.deadline) return { kind: "closable" };
  return { kind: "unsettled", component: getAddress(component) };
}
