import type { Address } from "viem";
import { simulateContract } from "viem/actions";

import { indexVaultAbi } from "../abi/indexVaultAbi.ts";
import { isNodeFault } from "../chain/isNodeFault.ts";
import type { Exit } from "./exit.ts";

/** Amount that a claim would pay now, or the error with which it would revert. */
export type Payable = { readonly amount: bigint /* {tok} */ } | { readonly error: unknown };

/** Simulates a claim. If the vault holds less of a component than it owes, a claim pays a part and forfeits the rest. */
export async function payableOf(
  { client, vault }: Exit,
  claimant: Address,
  component: Address,
): Promise<Payable> {
  try {
    const { result } = await simulateContract(client, {
      account: claimant,
      address: vault,
      abi: indexVaultAbi,
      functionName: "claim",
      args: [component, claimant],
    });
    return { amount: result };
  } catch (error) {
    if (isNodeFault(error)) throw error;
    return { error };
  }
}
