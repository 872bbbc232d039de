import { indexVaultAbi } from "@sheaf/sdk/abi/indexVaultAbi";
import type { Address } from "viem";

import { isNodeFault } from "@sheaf/sdk/chain/isNodeFault";
import { reasonOf } from "../session/reasonOf.ts";
import type { Exit } from "./useExit.ts";

/** Amount that a claim would pay now, or the reason why it would revert. */
export type Payable = { readonly amount: bigint /* {tok} */ } | { readonly reason: string };

/** Simulates a claim. If the vault holds less of a component than it owes, a claim pays a part and forfeits the rest. */
export async function payableOf(
  { client, vault }: Exit,
  claimant: Address,
  component: Address,
): Promise<Payable> {
  try {
    const { result } = await client.simulateContract({
      account: claimant,
      address: vault,
      abi: indexVaultAbi,
      functionName: "claim",
      args: [component, claimant],
    });
    return { amount: result };
  } catch (error) {
    if (isNodeFault(error)) throw error;
    return { reason: reasonOf(error) };
  }
}
