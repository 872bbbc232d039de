import { rolesAbi } from "@sheaf/sdk/abi/rolesAbi";
import { keccak256, toHex } from "viem";
import type { Address, Hex } from "viem";

import type { Session } from "../session/openSession.ts";
import { MissingRoleError } from "./errors.ts";
import { readInSpans } from "@sheaf/sdk/chain/readInSpans";
import type { AdminRole } from "./roles.ts";

/**
 * Refuses an account that lacks a role, before it signs anything.
 * @throws MissingRoleError, which names those who hold it.
 */
export async function checkRole(
  session: Session,
  account: Address,
  role: AdminRole,
): Promise<void> {
  if (role === "anyone") return;
  const { timelock, roles } = session.book.contracts;
  const { address, block } = role === "proposer" ? timelock : roles;
  const id = keccak256(toHex(`${role.toUpperCase()}_ROLE`));
  if (await holdsRole(session, address, id, account)) return;
  const { client } = session;
  const events = await readInSpans(BigInt(block), await client.getBlockNumber(), (span) =>
    client.getContractEvents({
      address,
      abi: rolesAbi,
      eventName: "RoleGranted",
      args: { role: id },
      strict: true,
      ...span,
    }),
  );
  const granted = new Set(events.map(({ args }) => args.account));
  const holders: Address[] = [];
  for (const each of granted) if (await holdsRole(session, address, id, each)) holders.push(each);
  throw new MissingRoleError(account, role, holders);
}

function holdsRole(
  { client }: Session,
  address: Address,
  role: Hex,
  account: Address,
): Promise<boolean> {
  return client.readContract({
    address,
    abi: rolesAbi,
    functionName: "hasRole",
    args: [role, account],
  });
}
