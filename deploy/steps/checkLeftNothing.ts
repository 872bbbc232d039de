import { getAddress } from "ethers";

import type { Roles, TimelockController } from "../../types/index.js";
import type { AskNode } from "../chain/askNode.ts";
import { RoleKeptError } from "../errors.ts";
import { readHolders } from "./readHolders.ts";
import type { Holder } from "./readHolders.ts";
import { ROLE_NAMES } from "./roleNames.ts";

/**
 * Reads from the chain that the deployer holds no role: by the events of all grants, and by asking for every role.
 * @returns the holders of all roles
 * @throws RoleKeptError
 */
export async function checkLeftNothing(
  ask: AskNode,
  { timelock, roles }: { readonly timelock: TimelockController; readonly roles: Roles },
  account: string,
  fromBlock: number,
): Promise<Holder[]> {
  const contracts = [await timelock.getAddress(), await roles.getAddress()];
  const holders = await readHolders(ask, contracts, fromBlock);
  const own = getAddress(account);
  const kept = holders.filter((holder) => holder.account === own).map(({ role }) => role);

  for (const contract of [timelock, roles])
    for (const [role, name] of ROLE_NAMES)
      if (await contract.hasRole(role, account)) kept.push(name);
  if (kept.length > 0) throw new RoleKeptError(account, [...new Set(kept)]);
  return holders;
}
