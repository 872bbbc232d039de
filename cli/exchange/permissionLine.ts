import { permitDomain } from "@sheaf/sdk/permit/permitDomain";
import type { Address } from "viem";

import type { Session } from "../session/openSession.ts";

export type Permission = {
  readonly token: Address;
  readonly amount: string; // with the token's symbol
  readonly spender: string; // "router 0x..."
};

/** Names what an exchange may take, and how it is allowed to, before anybody confirms. */
export async function permissionLine(
  { client }: Session,
  { token, amount, spender }: Permission,
): Promise<string> {
  const hasPermit = (await permitDomain(client, token)) !== undefined;
  return hasPermit
    ? `permission: a signed permit of at most ${amount} for the ${spender}, used in the same transaction`
    : `permission: there is no permit, so an allowance of at most ${amount} to the ${spender} comes first, in a transaction of its own; the rest of it is withdrawn`;
}
