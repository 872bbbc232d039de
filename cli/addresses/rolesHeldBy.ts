import { rolesAbi } from "@sheaf/sdk/abi/rolesAbi";
import type { AddressBook } from "@sheaf/sdk/addresses/addressBook";
import type { Address, Client } from "viem";
import { keccak256, toHex, zeroHash } from "viem";
import { getCode, readContract } from "viem/actions";

const ROLES = {
  roles: ["ADMIN_ROLE", "STRATEGIST_ROLE", "KEEPER_ROLE", "GUARDIAN_ROLE"],
  timelock: ["ADMIN_ROLE", "PROPOSER_ROLE", "CANCELLER_ROLE", "EXECUTOR_ROLE"],
} as const;

/** Roles of an account in roles and timelock, as "KEEPER_ROLE of roles". */
export async function rolesHeldBy(
  client: Client,
  { contracts }: AddressBook,
  account: Address,
): Promise<readonly string[]> {
  const held: string[] = [];
  for (const key of ["roles", "timelock"] as const) {
    const { address } = contracts[key];
    if ((await getCode(client, { address })) === undefined) continue;
    for (const role of ROLES[key]) {
      const id = role === "ADMIN_ROLE" ? zeroHash : keccak256(toHex(role));
      const holds = await readContract(client, {
        address,
        abi: rolesAbi,
        functionName: "hasRole",
        args: [id, account],
      });
      if (holds) held.push(`${role} of ${key}`);
    }
  }
  return held;
}
