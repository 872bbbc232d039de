import { RoleMissingError, RolesNotDistinctError } from "../errors.ts";
import type { NetworkFile } from "./networkSchema.ts";

const ROLE_NAMES = ["admin", "strategist", "keeper", "guardian"] as const;

/** The accounts of the four roles. The admin is the proposer of the timelock. */
export type RoleHolders = Readonly<Record<(typeof ROLE_NAMES)[number], string>>;

/**
 * The holders of all roles: those of the command line before those of the file.
 * @throws RoleMissingError, RolesNotDistinctError
 */
export function roleHolders(
  file: NetworkFile,
  given: Partial<RoleHolders>,
  deployer: string,
): RoleHolders {
  const holderOf = (role: keyof RoleHolders): string => {
    const holder = given[role] ?? file.roles[role];
    if (holder === null || BigInt(holder) === 0n) throw new RoleMissingError(role);
    return holder;
  };
  const holders = {
    admin: holderOf("admin"),
    strategist: holderOf("strategist"),
    keeper: holderOf("keeper"),
    guardian: holderOf("guardian"),
  };
  const seen = new Map([[BigInt(deployer), "the deployer"]]);
  for (const role of ROLE_NAMES) {
    const account = BigInt(holders[role]);
    const other = seen.get(account);
    if (other !== undefined) throw new RolesNotDistinctError(other, role, holders[role]);
    seen.set(account, role);
  }
  return holders;
}
